import type { Canonical, CaseSeal } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';
import { hashOfValue } from './audit-hash.js';
import type { AuditKey } from './audit-key.js';
import { SEALED_RECORD } from './audited-rows.js';

/** Where the chain of one case ends. */
export interface CaseEnd {
  readonly caseSequence: number;
  readonly caseChainHash: Buffer;
}

interface CaseRow {
  readonly id: string;
  readonly historyLength: number;
  readonly record: Canonical;
  readonly request: Canonical;
  readonly reference: string;
  readonly requestingState: string;
  readonly now: Date;
}

/**
 * Signs where each case stands whose whole history is in the chain now. A State can keep such a seal and show later,
 * without this system, what its file said.
 */
export async function sealCases(sql: Sql, ends: ReadonlyMap<string, CaseEnd>, key: AuditKey): Promise<void> {
  if (ends.size === 0) return;
  const cases = await rows<CaseRow>(
    sql,
    `SELECT c.id, c.history_length AS "historyLength", ${SEALED_RECORD} AS record, c.request, c.reference,
            c.requesting_state AS "requestingState", now()::timestamptz(3) AS now
       FROM cases c WHERE c.id = ANY($1::uuid[])`,
    [[...ends.keys()]],
  );
  const seals = cases.flatMap((theCase) => {
    const end = ends.get(theCase.id);
    return end?.caseSequence === theCase.historyLength ? [sealOf(theCase, end, key.id)] : [];
  });
  await sql.query(
    `INSERT INTO case_seals (case_id, case_sequence, document, signature) SELECT * FROM unnest($1::uuid[], $2::int[], $3::jsonb[], $4::bytea[])
     ON CONFLICT DO NOTHING`,
    [
      seals.map(({ caseId }) => caseId),
      seals.map(({ caseSequence }) => caseSequence),
      seals.map((seal) => JSON.stringify(seal)),
      seals.map((seal) => key.sign({ ...seal })),
    ],
  );
}

function sealOf(theCase: CaseRow, end: CaseEnd, keyId: string): CaseSeal {
  return {
    format: 'upon-request/case-seal/1',
    caseId: theCase.id,
    reference: theCase.reference,
    requestingState: theCase.requestingState,
    caseSequence: end.caseSequence,
    caseChainHash: end.caseChainHash.toString('hex'),
    requestHash: hashOfValue(theCase.request).toString('hex'),
    recordHash: hashOfValue(theCase.record).toString('hex'),
    sealedAt: theCase.now.toISOString(),
    keyId,
  };
}
