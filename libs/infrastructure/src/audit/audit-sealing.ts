import type { DataSource } from 'typeorm';
import type { Configuration } from '../configuration/configuration.js';
import { AuditKey } from './audit-key.js';
import { CheckpointFile } from './checkpoint-file.js';
import { SealAudit } from './seal-audit.js';

/**
 * The sealing a process does by its configuration.
 * @throws if the key file is named and cannot be read: a lost key is noticed at the start, not at the audit.
 */
export async function auditSealing(dataSource: DataSource, files: Configuration['audit']): Promise<SealAudit> {
  if (!files) return new SealAudit(dataSource, null);
  const key = await AuditKey.fromFile(files.keyFile);
  return new SealAudit(dataSource, { key, checkpoints: new CheckpointFile(files.checkpointFile) });
}
