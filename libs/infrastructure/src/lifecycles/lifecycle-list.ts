import { LifecycleVersionNotFound } from '#libs/domain';
import type { DefinitionReference, WorkflowDefinition } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

export interface LifecycleVersionSummary extends DefinitionReference {
  readonly origin: 'product' | 'uploaded';
  readonly checksum: string;
  /** Areas it was proposed for. */
  readonly areas: readonly string[];
  /** Areas whose new requests start under it now. */
  readonly serves: readonly string[];
  readonly proposedAt: Date;
  readonly publishedAt: Date | null;
}

export interface LifecycleVersion extends LifecycleVersionSummary {
  readonly document: WorkflowDefinition;
}

const COLUMNS = `v.id, v.version, v.origin, v.checksum, v.areas, v.proposed_at AS "proposedAt", v.published_at AS "publishedAt",
  ARRAY(SELECT area FROM area_lifecycles a WHERE a.lifecycle_id = v.id AND a.lifecycle_version = v.version ORDER BY area) AS serves`;

/** More versions than any organisation will publish; a list has an end. */
const MOST = 1_000;

/** Lifecycles as people look them up: which versions there are, and what one says. */
export class LifecycleList {
  constructor(private readonly dataSource: DataSource) {}

  all(): Promise<LifecycleVersionSummary[]> {
    return rows<LifecycleVersionSummary>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM lifecycle_versions v ORDER BY v.id, v.version DESC LIMIT ${MOST}`,
    );
  }

  /** @throws LifecycleVersionNotFound */
  async one({ id, version }: DefinitionReference): Promise<LifecycleVersion> {
    const [found] = await rows<LifecycleVersion>(
      this.dataSource,
      `SELECT ${COLUMNS}, v.document FROM lifecycle_versions v WHERE v.id = $1 AND v.version = $2`,
      [id, version],
    );
    if (!found) throw new LifecycleVersionNotFound();
    return found;
  }
}
