import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../database/sql.js';
import { shippedDataFolder } from './data-folder.js';
import { readReferenceContent } from './reading/reference-content.js';
import { type Dataset, DATASETS, openReferenceFiles, type ReferenceFiles } from './reading/reference-files.js';
import { WRITE_DATASET } from './writing/write-dataset.js';

export interface DatasetLoad {
  readonly dataset: Dataset;
  readonly version: string;
  readonly outcome: 'loaded' | 'unchanged';
  readonly rows: number;
  /** Entries the version before had and this one has not. They are kept for the cases that name them. */
  readonly retired: number;
}

/** Processes that load at the same time wait for each other; any number will do as long as it is the same. */
const LOAD_LOCK = 6_618_2;

/**
 * Brings the reference data in the database to what the files of a folder say. All files are checked before the first
 * row is written; each data set is one transaction; one whose checksum is known is skipped, so that a second start
 * costs one query; what administrators decided is kept.
 *
 * @throws InvalidReferenceData naming every fault of every file
 */
export async function loadReferenceData(
  dataSource: DataSource,
  folder = shippedDataFolder(),
): Promise<readonly DatasetLoad[]> {
  const files = await openReferenceFiles(folder);
  const present = await presentDatasets(dataSource);
  const isUnchanged = (dataset: Dataset): boolean => present.get(dataset)?.checksum === files.checksums[dataset];
  if (DATASETS.every(isUnchanged)) return DATASETS.map((dataset) => unchanged(dataset, files, present));

  const content = readReferenceContent(files);
  const loads: DatasetLoad[] = [];
  for (const dataset of DATASETS) {
    loads.push(
      await dataSource.transaction(async (manager) => {
        await manager.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
        // Another process may have loaded it while this one waited.
        const now = await presentDatasets(manager);
        if (now.get(dataset)?.checksum === files.checksums[dataset]) return unchanged(dataset, files, now);

        const written = await WRITE_DATASET[dataset](manager, content);
        await recordLoad(manager, dataset, files, written);
        return { dataset, version: files.versions[dataset], outcome: 'loaded', ...written };
      }),
    );
  }
  return loads;
}

interface PresentDataset {
  readonly dataset: string;
  readonly checksum: string;
  readonly rows: number;
}

async function presentDatasets(sql: Sql): Promise<ReadonlyMap<string, PresentDataset>> {
  const present = await rows<PresentDataset>(sql, 'SELECT dataset, checksum, rows FROM reference_datasets');
  return new Map(present.map((row) => [row.dataset, row]));
}

function unchanged(dataset: Dataset, files: ReferenceFiles, present: ReadonlyMap<string, PresentDataset>): DatasetLoad {
  return {
    dataset,
    version: files.versions[dataset],
    outcome: 'unchanged',
    rows: present.get(dataset)?.rows ?? 0,
    retired: 0,
  };
}

async function recordLoad(
  sql: Sql,
  dataset: Dataset,
  files: ReferenceFiles,
  written: { readonly rows: number; readonly retired: number },
): Promise<void> {
  await sql.query(
    `WITH dataset AS (
       INSERT INTO reference_datasets (dataset, version, checksum, rows, revision, loaded_at)
       VALUES ($1, $2, $3, $4, 1, now())
       ON CONFLICT (dataset) DO UPDATE SET version = EXCLUDED.version, checksum = EXCLUDED.checksum, rows = EXCLUDED.rows,
         revision = reference_datasets.revision + 1, loaded_at = EXCLUDED.loaded_at
       RETURNING dataset, revision, version, checksum, rows, loaded_at
     )
     INSERT INTO reference_loads (dataset, revision, version, checksum, rows, retired, loaded_at)
     SELECT dataset, revision, version, checksum, rows, $5::integer, loaded_at FROM dataset`,
    [dataset, files.versions[dataset], files.checksums[dataset], written.rows, written.retired],
  );
  await recordAudit(sql, {
    kind: 'reference-data-loaded',
    actorId: null,
    subject: { type: 'dataset', key: dataset },
    detail: { dataset, version: files.versions[dataset], checksum: files.checksums[dataset] },
  });
}
