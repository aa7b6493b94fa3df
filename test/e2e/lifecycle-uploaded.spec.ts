import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DEMONSTRATION_PASSWORD, rows } from '#libs/infrastructure';
import { asOwner } from '../support/as-owner.js';
import { type Answer, send, tokenOf } from '../support/http.js';
import { anInstance } from '../support/instance.js';
import { type Document, documentOf, withLimit, withStateRenamed } from '../support/lifecycle-changes.js';
import { aCaseIn } from '../support/played-case.js';
import { until } from '../support/until.js';

const ADMINISTRATOR = 'administrator.hq@demo.example';
const MANAGER = 'manager-1.hq@demo.example';
const COPIES = 30;

describe('a lifecycle that is uploaded', () => {
  const instance = anInstance();
  const tokens = new Map<string, string>();
  let area: string;
  let oldCase: { readonly id: string; readonly reference: string };
  /** Begun under the first version while the API had not heard of the second yet. */
  let drafts = 0;
  let version2: Document;

  const ask = async (email: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const token = tokens.get(email) ?? (await tokenOf(instance.address, email, DEMONSTRATION_PASSWORD));
    tokens.set(email, token);
    return send(instance.address, method, `/api/v1${path}`, { token, body });
  };
  const workflowOf = async (caseId: string): Promise<{ area: string; version: number; state: string }> => {
    const [found] = await rows<{ area: string; version: number; state: string }>(
      instance.database.dataSource,
      'SELECT area, workflow_version AS version, state FROM cases WHERE id = $1',
      [caseId],
    );
    return found!;
  };
  const cli = async (
    input: string,
    ...args: readonly string[]
  ): Promise<{ code: number; out: string; err: string }> => {
    const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', 'lifecycle', ...args], {
      env: { PATH: process.env['PATH'], DATABASE_URL: instance.database.url },
    });
    child.stdin.end(input);
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code: child.exitCode ?? -1, out, err };
  };

  beforeAll(async () => {
    oldCase = await aCaseIn(instance, 'triage');
    ({ area } = await workflowOf(oldCase.id));
    version2 = withLimit(withStateRenamed(documentOf(area, 2), 'acknowledged', 'received'), 'acknowledge', 2);
  }, 120_000);

  it('runs without a deploy once another person has published it, for new requests; an old case keeps its version', async () => {
    const uploaded = await ask(ADMINISTRATOR, 'POST', '/lifecycles', { definition: version2, areas: [area] });
    expect(uploaded.status).toBe(201);
    const path = String(uploaded.headers.get('location')).replace('/api/v1', '');
    expect((await ask(ADMINISTRATOR, 'POST', `${path}/publication`)).status).toBe(403);
    expect((await ask(MANAGER, 'POST', `${path}/publication`)).status).toBe(201);

    const newCase = await until('new requests start under it', async () => {
      const begun = await ask('focal-point.ken@demo.example', 'POST', '/cases', {
        requestingState: 'KEN',
        area,
        urgency: 'routine',
        request: { title: 'A request' },
      });
      const { id } = begun.body as { id: string };
      if ((await workflowOf(id)).version === 2) return id;
      drafts += 1;
      return undefined;
    });
    expect(await workflowOf(newCase)).toMatchObject({ version: 2, state: 'draft' });
    expect(await workflowOf(oldCase.id)).toMatchObject({ version: 1, state: 'triage' });
    const acts = await ask(MANAGER, 'GET', `/cases/${oldCase.id}/transitions`);
    expect(acts.status).toBe(200);
  }, 60_000);

  it('is told all its faults at once, each with its place in what was sent', async () => {
    const broken = documentOf(area, 3) as Document & {
      creation: object;
      transitions: { to: unknown; roles: unknown }[];
    };
    broken.creation = { name: 'begin', to: 'nowhere', roles: ['nobody'] };
    broken.transitions[0]!.to = 'somewhere';
    broken.transitions[1]!.roles = 'everybody';
    const answer = await ask(ADMINISTRATOR, 'POST', '/lifecycles', { definition: broken, areas: [] });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { code, errors } = answer.body as { code: string; errors: { pointer: string }[] };
    expect(code).toBe('lifecycle.not_valid');
    const pointers = errors.map(({ pointer }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining([
        '/definition/creation/to',
        '/definition/transitions/0/to',
        '/definition/transitions/1/roles',
      ]),
    );
  });

  it.each<[string, () => unknown, readonly number[]]>([
    ['larger than any lifecycle', () => ({ areas: [], definition: { filler: 'x'.repeat(300_000) } }), [413]],
    [
      'nested without end',
      () => `{"areas":[],"definition":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
      [400, 422],
    ],
    [
      'full of lists',
      () => `{"areas":[],"definition":{"states":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      [400, 422],
    ],
    [
      'named to hurt',
      () => '{"areas":[],"definition":{"__proto__":{"id":"x"},"constructor":{"prototype":1}}}',
      [400, 422],
    ],
    ['no object at all', () => ({ areas: [], definition: 'technical-assistance' }), [422]],
  ])('is refused where it is %s, and the API goes on', async (_what, body, statuses) => {
    const answer = await ask(ADMINISTRATOR, 'POST', '/lifecycles', body());
    expect(statuses).toContain(answer.status);
    expect((await send(instance.address, 'GET', '/health/live')).status).toBe(200);
  });

  it('can be uploaded, published, rehearsed and listed at the command line, by two people there too', async () => {
    const document = JSON.stringify(withLimit({ ...version2, version: 3 }, 'triage-decision', 30));
    const faulty = await cli(
      JSON.stringify({ ...version2, version: 4, creation: {} }),
      'propose',
      '-',
      '--as',
      ADMINISTRATOR,
    );
    expect(faulty).toMatchObject({ code: 2, err: expect.stringContaining('/creation') });

    const proposed = await cli(document, 'propose', '-', '--as', ADMINISTRATOR, '--area', area, '--json');
    expect(proposed).toMatchObject({ code: 0, out: `${JSON.stringify({ id: version2.id, version: 3 })}\n` });
    const alone = await cli('', 'publish', version2.id, '3', '--as', ADMINISTRATOR);
    expect(alone).toMatchObject({ code: 2, err: expect.stringContaining('proposed') });
    expect(await cli('', 'publish', version2.id, '3', '--as', MANAGER)).toMatchObject({ code: 0 });

    const rehearsed = await cli(
      '',
      'rehearse',
      version2.id,
      '3',
      '--as',
      MANAGER,
      '--from',
      `${version2.id}@1`,
      '--json',
    );
    expect(JSON.parse(rehearsed.out)).toMatchObject({ total: { cases: 1 + drafts, clocksMove: 1, stuck: 0 } });
    expect(rehearsed.code).toBe(0);
    const listed = await cli('', 'versions', version2.id, '--json');
    expect(JSON.parse(listed.out)).toMatchObject({
      versions: [{ version: 3, serves: [area] }, { version: 2 }, { version: 1 }],
    });
  }, 240_000);

  it('migrates each case exactly once, also if the worker is killed in the middle', async () => {
    const { dataSource } = instance.database;
    await copyCase(oldCase.id);
    const ids = (
      await rows<{ id: string }>(
        dataSource,
        'SELECT id FROM cases WHERE area = $1 AND workflow_version = 1 ORDER BY id',
        [area],
      )
    ).map(({ id }) => id);
    expect(ids.length).toBe(COPIES + 1 + drafts);
    const onTheTwentieth = dataSource.createQueryRunner();
    await onTheTwentieth.startTransaction();
    await onTheTwentieth.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [ids[19]]);

    const order = await ask(MANAGER, 'POST', `/lifecycles/${version2.id}/versions/3/migrations`, {
      reason: 'The office needs more time',
      from: { id: version2.id, version: 1 },
    });
    expect(order).toMatchObject({ status: 202, body: { cases: COPIES + 1 + drafts } });
    const path = String(order.headers.get('location')).replace('/api/v1', '');
    const progress = async () => (await ask(MANAGER, 'GET', path)).body as { done: number; finishedAt: string | null };
    await until('the worker has come to the case that is locked', async () => (await progress()).done >= 19, 40_000);
    await instance.worker.kill();
    await onTheTwentieth.rollbackTransaction();
    await onTheTwentieth.release();
    // The claim of the dead worker runs out.
    await dataSource.query('UPDATE lifecycle_change_cases SET claimed_until = now() WHERE done_at IS NULL');
    await instance.worker.start();
    await until('all is done', async () => (await progress()).finishedAt !== null, 40_000);

    const migrated = await rows<{ entries: number; version: number }>(
      dataSource,
      `SELECT count(e.*)::int AS entries, c.workflow_version AS version FROM cases c
         LEFT JOIN case_events e ON e.case_id = c.id AND e.type = 'migrated' WHERE c.id = ANY ($1) GROUP BY c.id`,
      [ids],
    );
    expect(migrated).toEqual(ids.map(() => ({ entries: 1, version: 3 })));
  }, 120_000);

  it('ends the API at its start if somebody has changed it in the database since', async () => {
    await instance.api.stop();
    await asOwner(
      instance.database.dataSource,
      `UPDATE lifecycle_versions SET document = jsonb_set(document, '{states,draft,holder}', '"office"') WHERE id = $1 AND version = 2`,
      [version2.id],
    );
    await instance.restartApi().catch(() => undefined);
    await until('it has said why', () =>
      instance.api.log.some((line) => line.includes(`changed: ${version2.id} version 2`)),
    );
    await until('it has ended', async () => {
      const answer = await send(instance.address, 'GET', '/health/live').catch(() => undefined);
      return answer === undefined;
    });
  }, 90_000);

  /** The case again and again, with its history and clocks. */
  async function copyCase(caseId: string): Promise<void> {
    await instance.database.dataSource.query(
      `WITH copies AS (SELECT n, gen_random_uuid() AS id FROM generate_series(1, ${COPIES}) n),
       cases_copied AS (
         INSERT INTO cases SELECT (jsonb_populate_record(c, jsonb_build_object('id', copies.id, 'reference', c.reference || copies.n))).*
           FROM cases c, copies WHERE c.id = $1 RETURNING id
       ), events_copied AS (
         INSERT INTO case_events SELECT (jsonb_populate_record(e, jsonb_build_object('case_id', copies.id))).*
           FROM case_events e, copies WHERE e.case_id = $1 RETURNING 1
       ) INSERT INTO clocks SELECT (jsonb_populate_record(k, jsonb_build_object('case_id', copies.id, 'id', gen_random_uuid()))).*
           FROM clocks k, copies WHERE k.case_id = $1`,
      [caseId],
    );
  }
});
