import { WorkflowCatalog } from '#libs/domain';
import { caseVocabulary, type CaseWorkflow, type CaseWorkflowDefinition } from '#libs/lifecycles';
import { checksumOf, compile } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { PublishedLifecycleChanged } from './product-lifecycles.js';

/** How old the knowledge may be which lifecycle an area's new requests start under. */
const LOOK_AGAIN_AFTER_MS = 2_000;

/**
 * The published lifecycles, each read and compiled once: a published version never changes. A version whose rules do not
 * fit its checksum any more is refused, whoever changed it.
 */
export class PublishedWorkflows extends WorkflowCatalog {
  private readonly compiled = new Map<string, Promise<CaseWorkflow>>();
  private areas:
    | { readonly lookedAtMs: number; readonly byArea: Promise<ReadonlyMap<string, { id: string; version: number }>> }
    | undefined;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override get(id: string, version: number): Promise<CaseWorkflow> {
    const name = `${id} ${version}`;
    const known = this.compiled.get(name);
    if (known) return known;
    const reading = this.read(id, version);
    this.compiled.set(name, reading);
    // What could not be read now may be readable later: the database was away, or another process publishes it just now.
    reading.catch(() => this.compiled.delete(name));
    return reading;
  }

  override async evenIfProposed(id: string, version: number): Promise<CaseWorkflow | undefined> {
    const known = this.compiled.get(`${id} ${version}`);
    if (known) return known;
    const [row] = await rows<{ isPublished: boolean }>(
      this.dataSource,
      'SELECT published_at IS NOT NULL AS "isPublished" FROM lifecycle_versions WHERE id = $1 AND version = $2',
      [id, version],
    );
    if (!row) return undefined;
    return row.isPublished ? this.get(id, version) : this.read(id, version, 'true');
  }

  override async forArea(area: string): Promise<CaseWorkflow> {
    const serving = (await this.byArea()).get(area);
    if (!serving) throw new Error(`No lifecycle serves the thematic area ${area}`);
    return this.get(serving.id, serving.version);
  }

  private byArea(): Promise<ReadonlyMap<string, { id: string; version: number }>> {
    if (this.areas && performance.now() - this.areas.lookedAtMs < LOOK_AGAIN_AFTER_MS) return this.areas.byArea;
    const byArea = rows<{ area: string; id: string; version: number }>(
      this.dataSource,
      'SELECT area, lifecycle_id AS id, lifecycle_version AS version FROM area_lifecycles',
    ).then((found) => new Map(found.map((row) => [row.area, row])));
    this.areas = { lookedAtMs: performance.now(), byArea };
    byArea.catch(() => {
      this.areas = undefined;
    });
    return byArea;
  }

  private async read(id: string, version: number, condition = 'published_at IS NOT NULL'): Promise<CaseWorkflow> {
    const [row] = await rows<{ document: CaseWorkflowDefinition; checksum: string }>(
      this.dataSource,
      `SELECT document, checksum FROM lifecycle_versions WHERE id = $1 AND version = $2 AND ${condition}`,
      [id, version],
    );
    if (!row) throw new Error(`Lifecycle ${id} version ${version} was never published`);
    if (checksumOf(row.document) !== row.checksum) throw new PublishedLifecycleChanged([`${id} version ${version}`]);
    return compile(row.document, caseVocabulary.guards);
  }
}
