import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, ProposeLifecycle, PublishLifecycle } from '#libs/domain';
import {
  checkProductLifecycles,
  LifecycleList,
  loadReferenceData,
  migrate,
  PostgresReferenceData,
  PostgresUnitOfWork,
  PublishedLifecycleChanged,
  PublishedWorkflows,
} from '#libs/infrastructure';
import { CaseDefinitionReader, lifecycleFor } from '#libs/lifecycles';
import { v7 as uuidv7 } from 'uuid';
import { asOwner, asOwnerOf } from '../../support/as-owner.js';
import { aDatabase } from '../../support/database.js';

const database = aDatabase();

async function somebody(role: string): Promise<Actor> {
  const personId = uuidv7();
  await database.dataSource.query(
    `INSERT INTO people (id, email, display_name, language, time_zone) VALUES ($1, $2, 'Somebody', 'en', 'Europe/Vienna')`,
    [personId, `${personId}@example.org`],
  );
  return {
    personId,
    displayName: 'Somebody',
    language: 'en',
    isCleared: false,
    roles: [{ role, stateCode: null, officeCode: null }],
  };
}

/** The lifecycle of kidnapping as a next version, changed as the test needs it. */
function nextVersion(version: number, change: Record<string, unknown> = {}): string {
  return JSON.stringify({ ...lifecycleFor('KID').definition, version, ...change });
}

describe('versions of lifecycles', () => {
  let propose: ProposeLifecycle;
  let publish: PublishLifecycle;
  const catalog = () => new PublishedWorkflows(database.dataSource);

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    const unitOfWork = new PostgresUnitOfWork(database.dataSource);
    propose = new ProposeLifecycle(
      unitOfWork,
      new CaseDefinitionReader(),
      new PostgresReferenceData(database.dataSource),
    );
    publish = new PublishLifecycle(unitOfWork);
  });

  it('that come with the product are published by the migration, one for each of the fourteen areas', async () => {
    const published = await new LifecycleList(database.dataSource).all();
    expect(new Set(published.flatMap(({ serves }) => serves)).size).toBe(14);
    expect(published.every(({ publishedAt }) => publishedAt !== null)).toBe(true);
    await expect(migrate(database.dataSource)).resolves.toEqual([]);
  });

  it('run without a deploy once a second person has published them, and only for new requests', async () => {
    const [proposer, other] = [await somebody('administrator'), await somebody('hq-manager')];
    const before = await catalog().forArea('KID');
    const proposed = await propose.execute(proposer, { document: nextVersion(2), areas: ['KID'] });

    expect((await catalog().forArea('KID')).definition.version).toBe(before.definition.version);
    await expect(catalog().get(proposed.id, 2)).rejects.toThrow('never published');
    await expect(publish.execute(proposer, proposed)).rejects.toMatchObject({ code: 'lifecycle.four_eyes' });

    await publish.execute(other, proposed);
    expect((await catalog().forArea('KID')).definition.version).toBe(2);
    expect((await catalog().get(before.definition.id, before.definition.version)).definition).toEqual(
      before.definition,
    );
    await expect(publish.execute(other, proposed)).rejects.toMatchObject({ code: 'lifecycle.published_already' });
  });

  it('are proposed by administrators only, under a number that is free, for areas that exist, with every fault told', async () => {
    const administrator = await somebody('administrator');
    await expect(
      propose.execute(await somebody('hq-manager'), { document: nextVersion(3), areas: [] }),
    ).rejects.toMatchObject({
      code: 'lifecycle.not_entitled',
    });
    await expect(propose.execute(administrator, { document: nextVersion(1), areas: [] })).rejects.toMatchObject({
      code: 'lifecycle.version_taken',
    });
    await expect(
      propose.execute(administrator, { document: nextVersion(3), areas: ['KID', 'NONE'] }),
    ).rejects.toMatchObject({
      code: 'lifecycle.unknown_area',
      errors: [{ pointer: '/areas/1' }],
    });
    const broken = nextVersion(3, { creation: { name: 'create', to: 'nowhere', roles: ['nobody'] } });
    await expect(propose.execute(administrator, { document: broken, areas: [] })).rejects.toMatchObject({
      code: 'lifecycle.not_valid',
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/creation/to' }),
        expect.objectContaining({ pointer: '/creation/roles/0' }),
      ]),
    });
  });

  it('cannot be edited or removed once published, and a build with other rules under the same number is refused', async () => {
    const change = database.dataSource.query(
      `UPDATE lifecycle_versions SET document = jsonb_set(document, '{states,draft,holder}', '"office"') WHERE id = 'technical-assistance-fir'`,
    );
    await expect(change).rejects.toThrow('its rules never change');
    await expect(
      database.dataSource.query(`DELETE FROM lifecycle_versions WHERE id = 'technical-assistance-fir'`),
    ).rejects.toThrow('stays');

    // Somebody with the keys of the database turns the guard off.
    const turnOff = 'ALTER TABLE lifecycle_versions DISABLE TRIGGER published_lifecycles_stay';
    await asOwner(database.dataSource, turnOff);
    await database.dataSource.query(
      `UPDATE lifecycle_versions SET document = jsonb_set(document, '{states,draft,holder}', '"office"') WHERE id = 'technical-assistance-fir'`,
    );
    await expect(catalog().forArea('FIR')).rejects.toThrow(PublishedLifecycleChanged);
    await database.dataSource.query(
      `UPDATE lifecycle_versions SET checksum = 'other' WHERE id = 'technical-assistance-fir'`,
    );
    await expect(checkProductLifecycles(database.dataSource)).rejects.toThrow('technical-assistance-fir version 1');
    await expect(asOwnerOf(database, migrate)).rejects.toThrow(PublishedLifecycleChanged);
  });
});
