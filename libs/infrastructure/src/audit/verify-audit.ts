import type { DataSource } from 'typeorm';
import { type AuditFinding, AuditFindings } from './audit-findings.js';
import type { AuditPublicKey } from './audit-key.js';
import type { CheckpointFile } from './checkpoint-file.js';
import { verifyCases } from './verify-cases.js';
import { verifyChain } from './verify-chain.js';

export interface AuditVerification {
  readonly entries: number;
  /** Entries whose content was erased on record. */
  readonly erased: number;
  readonly caseSeals: number;
  readonly checkpoints: number;
  /** Up to which entry a signed checkpoint outside the database vouches for the chain; zero without one. */
  readonly vouchedUpTo: number;
  readonly findingCount: number;
  readonly findings: readonly AuditFinding[];
}

/**
 * Recomputes the chain from the rows it covers. An edit, a removal or a reordering by somebody with access to the
 * database breaks it at the entry concerned. Somebody who rewrites the whole chain after the change, or cuts off its
 * end, is caught only by what is outside the database: the checkpoints, and the seals, which need the key.
 * @param outside what is known from elsewhere than the database.
 */
export async function verifyAudit(
  dataSource: DataSource,
  outside: { readonly publicKey: AuditPublicKey | null; readonly checkpoints: CheckpointFile | null },
): Promise<AuditVerification> {
  const findings = new AuditFindings();
  const { publicKey } = outside;
  const checkpoints =
    publicKey && outside.checkpoints
      ? await trustedCheckpoints(outside.checkpoints, publicKey, findings)
      : new Map<number, string>();
  const chain = await verifyChain(dataSource, checkpoints, findings);
  const { caseSeals } = await verifyCases(dataSource, publicKey, findings);
  return {
    ...chain,
    caseSeals,
    checkpoints: checkpoints.size,
    findingCount: findings.count,
    findings: findings.listed,
  };
}

/** The hash the chain must have at a number, by what is signed and not contradicted by another signature. */
async function trustedCheckpoints(
  file: CheckpointFile,
  publicKey: AuditPublicKey,
  findings: AuditFindings,
): Promise<Map<number, string>> {
  const trusted = new Map<number, string>();
  for (const line of await file.read()) {
    if ('unreadable' in line) {
      findings.add('checkpoint.unreadable', null, `line ${line.unreadable} of the checkpoint file is not a checkpoint`);
      continue;
    }
    const { sequence, chainHash } = line.checkpoint;
    if (!publicKey.verify({ ...line.checkpoint }, Buffer.from(line.signature, 'base64'))) {
      findings.add(
        'checkpoint.signature',
        sequence,
        `the checkpoint of entry ${sequence} is not signed by key ${publicKey.id}`,
      );
      continue;
    }
    const before = trusted.get(sequence) ?? chainHash;
    if (before !== chainHash) {
      findings.add(
        'checkpoint.contradicted',
        sequence,
        `two signed checkpoints of entry ${sequence} differ: the chain was rewritten between them`,
      );
    }
    trusted.set(sequence, before);
  }
  return trusted;
}
