import { lifecycles } from '#libs/lifecycles';
import { checksumOf, type WorkflowDefinition } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';

/** A published lifecycle is not what it was when it was published: nobody can say any more which rules its cases run under. */
export class PublishedLifecycleChanged extends Error {
  readonly code = 'lifecycle.published_changed';

  constructor(readonly versions: readonly string[]) {
    super(
      `Published lifecycles have changed: ${versions.join(', ')}. A published version is never edited; ` +
        'give the changed definition a new version, or restore the one that was published.',
    );
  }
}

interface ProductLifecycle {
  readonly id: string;
  readonly version: number;
  readonly checksum: string;
  readonly document: string;
  readonly areas: readonly string[];
}

/**
 * Publishes the lifecycles that come with the product and are not in the database yet; corrects wordings. New requests
 * of an area start under the product's newest version, unless an uploaded one was published for it.
 * @throws PublishedLifecycleChanged where this build holds other rules under a version that is published.
 */
export async function publishProductLifecycles(dataSource: DataSource): Promise<readonly string[]> {
  const shipped = productLifecycles();
  await checkProductLifecycles(dataSource, shipped);
  const written = await rows<{ name: string; isNew: boolean }>(
    dataSource,
    `INSERT INTO lifecycle_versions (id, version, origin, document, checksum, areas, published_at)
     SELECT id, version, 'product', document, checksum, areas, now()
       FROM jsonb_to_recordset($1::jsonb) AS shipped (id text, version int, document jsonb, checksum text, areas text[])
     ON CONFLICT (id, version) DO UPDATE SET document = excluded.document, areas = excluded.areas
       WHERE lifecycle_versions.document <> excluded.document OR lifecycle_versions.areas <> excluded.areas
     RETURNING id || ' version ' || version AS name, xmax = 0 AS "isNew"`,
    [
      JSON.stringify(
        shipped.map((lifecycle) => ({ ...lifecycle, document: JSON.parse(lifecycle.document) as unknown })),
      ),
    ],
  );
  await dataSource.query(
    `INSERT INTO area_lifecycles (area, lifecycle_id, lifecycle_version)
     SELECT area, id, version FROM jsonb_to_recordset($1::jsonb) AS shipped (id text, version int, areas text[]), unnest(areas) AS area
     ON CONFLICT (area) DO UPDATE SET lifecycle_id = excluded.lifecycle_id, lifecycle_version = excluded.lifecycle_version, since_at = now()
       WHERE EXISTS (SELECT FROM lifecycle_versions present
                      WHERE present.id = area_lifecycles.lifecycle_id AND present.version = area_lifecycles.lifecycle_version
                        AND present.origin = 'product' AND (present.id, present.version) <> (excluded.lifecycle_id, excluded.lifecycle_version))`,
    [JSON.stringify(shipped.map(({ id, version, areas }) => ({ id, version, areas })))],
  );
  // A wording that was corrected is no other lifecycle.
  const published = new Set(written.filter(({ isNew }) => isNew).map(({ name }) => name));
  for (const { id, version, areas } of shipped.filter((lifecycle) => published.has(nameOf(lifecycle))))
    await recordAudit(dataSource, {
      kind: 'lifecycle-published',
      actorId: null,
      subject: { type: 'lifecycle', key: id },
      detail: { id, version, areas: [...areas] },
    });
  return written.map(({ name }) => name);
}

/** So many documents are in memory at once. */
const CHECKED_AT_ONCE = 20;

/**
 * Holds the rules of every published version, uploaded ones too, to the checksum they were published with.
 * @throws PublishedLifecycleChanged where somebody has changed them in the database.
 */
export async function checkStoredLifecycles(dataSource: DataSource): Promise<void> {
  const changed: string[] = [];
  let after: readonly [string, number] = ['', 0];
  for (let isMore = true; isMore;) {
    const found = await rows<{ id: string; version: number; checksum: string; document: WorkflowDefinition }>(
      dataSource,
      `SELECT id, version, checksum, document FROM lifecycle_versions
        WHERE published_at IS NOT NULL AND (id, version) > ($1, $2) ORDER BY id, version LIMIT ${CHECKED_AT_ONCE}`,
      [...after],
    );
    for (const { id, version, checksum, document } of found) {
      if (checksumOf(document) !== checksum) changed.push(`${id} version ${version}`);
      after = [id, version];
    }
    isMore = found.length === CHECKED_AT_ONCE;
  }
  if (changed.length > 0) throw new PublishedLifecycleChanged(changed);
}

/** @throws PublishedLifecycleChanged where this build holds other rules under a version that is published. */
export async function checkProductLifecycles(dataSource: DataSource, shipped = productLifecycles()): Promise<void> {
  const present = await rows<{ id: string; version: number; checksum: string }>(
    dataSource,
    'SELECT id, version, checksum FROM lifecycle_versions WHERE published_at IS NOT NULL',
  );
  const published = new Map(present.map(({ id, version, checksum }) => [`${id} ${version}`, checksum]));
  const changed = shipped.filter(({ id, version, checksum }) => {
    const was = published.get(`${id} ${version}`);
    return was !== undefined && was !== checksum;
  });
  if (changed.length > 0)
    throw new PublishedLifecycleChanged(changed.map(({ id, version }) => `${id} version ${version}`));
}

function nameOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `${id} version ${version}`;
}

function productLifecycles(): readonly ProductLifecycle[] {
  return lifecycles.all().map((workflow) => {
    const { definition } = workflow;
    return {
      id: definition.id,
      version: definition.version,
      checksum: checksumOf(definition),
      document: JSON.stringify(definition),
      areas: lifecycles.areas().filter((area) => lifecycles.forArea(area) === workflow),
    };
  });
}
