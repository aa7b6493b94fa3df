import type { Canonical, CaseSeal } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { type AuditFindings, MOST_FINDINGS } from './audit-findings.js';
import { hashOfValue } from './audit-hash.js';
import type { AuditPublicKey } from './audit-key.js';
import { SEALED_RECORD } from './audited-rows.js';

const BATCH = 10_000;
const BEFORE_ALL_IDS = '00000000-0000-0000-0000-000000000000';

interface SealRow {
  readonly id: string;
  readonly document: CaseSeal;
  readonly signature: Buffer;
  readonly caseChainHash: Buffer | null;
  /** Null where the case is gone; false where events came after the seal. */
  readonly isCurrent: boolean | null;
  readonly record: Canonical;
}

/**
 * Checks that every case has the history it says it has, and, where the key is known, that the latest seal of every
 * case is signed and still true of its history and of its record.
 */
export async function verifyCases(
  dataSource: DataSource,
  publicKey: AuditPublicKey | null,
  findings: AuditFindings,
): Promise<{ readonly caseSeals: number }> {
  await findShortened(dataSource, findings);
  if (!publicKey) return { caseSeals: 0 };
  let [caseSeals, after] = [0, BEFORE_ALL_IDS];
  for (;;) {
    const batch = await latestSeals(dataSource, after);
    for (const seal of batch) checkSeal(seal, publicKey, findings);
    caseSeals += batch.length;
    after = batch.at(-1)?.id ?? after;
    if (batch.length < BATCH) return { caseSeals };
  }
}

async function findShortened(dataSource: DataSource, findings: AuditFindings): Promise<void> {
  const shortened = await rows<{ id: string; claimed: number; present: number }>(
    dataSource,
    `SELECT c.id, c.history_length AS claimed, coalesce(h.present, 0) AS present
       FROM cases c LEFT JOIN (SELECT case_id, count(*)::int AS present FROM case_events GROUP BY case_id) h ON h.case_id = c.id
      WHERE coalesce(h.present, 0) <> c.history_length LIMIT ${MOST_FINDINGS}`,
  );
  for (const { id, claimed, present } of shortened) {
    findings.add(
      'case.history_shortened',
      null,
      `case ${id} says its history has ${claimed} entries; ${present} are there`,
    );
  }
}

function latestSeals(dataSource: DataSource, after: string): Promise<SealRow[]> {
  return rows<SealRow>(
    dataSource,
    `SELECT s.case_id AS id, s.document, s.signature, a.case_chain_hash AS "caseChainHash",
            c.history_length = s.case_sequence AS "isCurrent", CASE WHEN c.id IS NOT NULL THEN ${SEALED_RECORD} END AS record
       FROM (SELECT DISTINCT ON (case_id) * FROM case_seals WHERE case_id > $1 ORDER BY case_id, case_sequence DESC LIMIT ${BATCH}) s
       LEFT JOIN cases c ON c.id = s.case_id
       LEFT JOIN audit_entries a ON a.case_id = s.case_id AND a.case_sequence = s.case_sequence
      ORDER BY s.case_id`,
    [after],
  );
}

function checkSeal(
  { id, document, signature, caseChainHash, isCurrent, record }: SealRow,
  publicKey: AuditPublicKey,
  findings: AuditFindings,
): void {
  if (!publicKey.verify({ ...document }, signature)) {
    findings.add('seal.signature', null, `the seal of case ${id} is not signed by key ${publicKey.id}`);
  } else if (isCurrent === null) {
    findings.add('case.missing', null, `case ${id} was sealed and is no longer there`);
  } else if (caseChainHash?.toString('hex') !== document.caseChainHash) {
    findings.add(
      'seal.contradicted',
      null,
      `the signed seal of case ${id} says otherwise of its history: it was rewritten or cut`,
    );
  } else if (isCurrent && hashOfValue(record).toString('hex') !== document.recordHash) {
    findings.add('case.record_edited', null, `the record of case ${id} does not read as it did after its last event`);
  }
}
