import type { LifecycleProposal, LifecycleStore, LifecycleVersionState } from '#libs/domain';
import type { DefinitionReference } from '#libs/workflow';
import { rows, type Sql } from '../database/sql.js';

export class PostgresLifecycleStore implements LifecycleStore {
  constructor(private readonly sql: Sql) {}

  async add({ definition, checksum, areas, proposedBy }: LifecycleProposal): Promise<boolean> {
    const added = await rows(
      this.sql,
      `INSERT INTO lifecycle_versions (id, version, origin, document, checksum, areas, proposed_by)
       VALUES ($1, $2, 'uploaded', $3, $4, $5, $6) ON CONFLICT (id, version) DO NOTHING RETURNING id`,
      [definition.id, definition.version, JSON.stringify(definition), checksum, areas, proposedBy],
    );
    return added.length === 1;
  }

  async lock({ id, version }: DefinitionReference): Promise<LifecycleVersionState | undefined> {
    const [row] = await rows<LifecycleVersionState>(
      this.sql,
      `SELECT areas, proposed_by AS "proposedBy", published_at IS NOT NULL AS "isPublished"
         FROM lifecycle_versions WHERE id = $1 AND version = $2 FOR UPDATE`,
      [id, version],
    );
    return row;
  }

  async publish({ id, version }: DefinitionReference, publishedBy: string, areas: readonly string[]): Promise<void> {
    await this.sql.query(
      'UPDATE lifecycle_versions SET published_by = $3, published_at = now() WHERE id = $1 AND version = $2',
      [id, version, publishedBy],
    );
    await this.sql.query(
      `INSERT INTO area_lifecycles (area, lifecycle_id, lifecycle_version) SELECT area, $1, $2 FROM unnest($3::text[]) AS area
       ON CONFLICT (area) DO UPDATE SET lifecycle_id = excluded.lifecycle_id, lifecycle_version = excluded.lifecycle_version, since_at = now()`,
      [id, version, areas],
    );
  }
}
