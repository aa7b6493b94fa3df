import { contentOfEvent, contentOfRecord, frameOfEvent, frameOfRecord } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { type AuditFindings, MOST_FINDINGS } from './audit-findings.js';
import { GENESIS, hashOfContent, hashOfValue, link } from './audit-hash.js';
import { EVENT_COLUMNS, type EventRow, RECORD_COLUMNS, type RecordRow } from './audited-rows.js';

interface EntryRow {
  readonly position: string;
  readonly caseId: string | null;
  readonly caseSequence: number | null;
  readonly recordId: string | null;
  readonly salt: Buffer | null;
  readonly contentHash: Buffer;
  readonly entryHash: Buffer;
  readonly chainHash: Buffer;
}

interface Sources {
  readonly events: ReadonlyMap<string, EventRow>;
  readonly records: ReadonlyMap<string, RecordRow>;
}

const BATCH = 10_000;

export interface ChainVerification {
  readonly entries: number;
  readonly erased: number;
  readonly vouchedUpTo: number;
}

/**
 * Walks the chain from its first entry, recomputing every hash from the rows it covers.
 * @param checkpoints the hash the chain must have at a number, from outside the database.
 */
export async function verifyChain(
  dataSource: DataSource,
  checkpoints: ReadonlyMap<number, string>,
  findings: AuditFindings,
): Promise<ChainVerification> {
  const erasures = await erasuresOnRecord(dataSource);
  let before: Buffer = GENESIS;
  let [entries, erased, vouchedUpTo, expected] = [0, 0, 0, 1];
  for (;;) {
    const batch = await entriesFrom(dataSource, expected);
    const sources = await sourcesOf(dataSource, batch);
    for (const entry of batch) {
      const sequence = Number(entry.position);
      if (sequence !== expected)
        findings.add('entry.missing', expected, `entries ${expected} to ${sequence - 1} are gone from the chain`);

      if (isErased(entry, sources, erasures)) erased += 1;
      else checkEntry(entry, sources, findings);

      if (!link(before, entry.entryHash).equals(entry.chainHash)) {
        const what = `entry ${sequence} (${nameOf(entry)}) does not follow on the one before: here something was changed, put in, taken out or reordered`;
        findings.add('chain.broken', sequence, what);
      }
      const vouched = checkpoints.get(sequence);
      if (vouched === entry.chainHash.toString('hex')) vouchedUpTo = sequence;
      else if (vouched !== undefined) {
        findings.add(
          'checkpoint.contradicted',
          sequence,
          `a signed checkpoint says otherwise of entry ${sequence}: the chain up to it was rewritten`,
        );
      }
      before = entry.chainHash;
      expected = sequence + 1;
      entries += 1;
    }
    if (batch.length < BATCH) break;
  }
  for (const sequence of checkpoints.keys()) {
    if (sequence < expected) continue;
    findings.add(
      'checkpoint.beyond_end',
      sequence,
      `a signed checkpoint knows entry ${sequence}, the chain ends at ${expected - 1}: its end was cut off`,
    );
  }
  await findNeverSealed(dataSource, findings);
  return { entries, erased, vouchedUpTo };
}

function entriesFrom(dataSource: DataSource, sequence: number): Promise<EntryRow[]> {
  return rows<EntryRow>(
    dataSource,
    `SELECT sequence AS position, case_id AS "caseId", case_sequence AS "caseSequence", record_id AS "recordId", salt,
            content_hash AS "contentHash", entry_hash AS "entryHash", chain_hash AS "chainHash"
       FROM audit_entries WHERE sequence >= $1 ORDER BY sequence LIMIT ${BATCH}`,
    [sequence],
  );
}

/** The rows a stretch of the chain covers. */
async function sourcesOf(dataSource: DataSource, batch: readonly EntryRow[]): Promise<Sources> {
  const stretch = [batch[0]?.position ?? 0, batch.at(-1)?.position ?? 0];
  const events = await rows<EventRow>(
    dataSource,
    `SELECT ${EVENT_COLUMNS} FROM audit_entries a JOIN case_events e ON e.case_id = a.case_id AND e.sequence = a.case_sequence
      WHERE a.sequence BETWEEN $1 AND $2`,
    stretch,
  );
  const records = await rows<RecordRow>(
    dataSource,
    `SELECT ${RECORD_COLUMNS} FROM audit_entries a JOIN audit_records r ON r.id = a.record_id WHERE a.sequence BETWEEN $1 AND $2`,
    stretch,
  );
  return {
    events: new Map(events.map((event) => [`${event.caseId} ${event.sequence}`, event])),
    records: new Map(records.map((record) => [record.id, record])),
  };
}

async function erasuresOnRecord(dataSource: DataSource): Promise<ReadonlySet<string>> {
  const found = await rows<{ entry: string }>(
    dataSource,
    `SELECT subject_id || ' ' || (detail->>'sequence') AS entry FROM audit_records WHERE kind = 'content-erased'`,
  );
  return new Set(found.map(({ entry }) => entry));
}

/** Whether the content went on record; the frame still has to fit. */
function isErased(entry: EntryRow, { events }: Sources, erasures: ReadonlySet<string>): boolean {
  const key = `${entry.caseId} ${entry.caseSequence}`;
  const event = events.get(key);
  if (entry.salt !== null || !event || !erasures.has(key)) return false;
  return hashOfValue(frameOfEvent(event, entry.contentHash.toString('hex'))).equals(entry.entryHash);
}

function checkEntry(entry: EntryRow, { events, records }: Sources, findings: AuditFindings): void {
  const sequence = Number(entry.position);
  const event = events.get(`${entry.caseId} ${entry.caseSequence}`);
  const record = records.get(entry.recordId ?? '');
  const contentHash = entry.contentHash.toString('hex');
  const source = event
    ? { content: contentOfEvent(event), frame: frameOfEvent(event, contentHash) }
    : record && { content: contentOfRecord(record), frame: frameOfRecord(record, contentHash) };
  if (!source) {
    findings.add(
      'entry.source_missing',
      sequence,
      `entry ${sequence} (${nameOf(entry)}) tells of something that is no longer there`,
    );
    return;
  }
  const holds =
    entry.salt !== null &&
    hashOfContent(entry.salt, source.content).equals(entry.contentHash) &&
    hashOfValue(source.frame).equals(entry.entryHash);
  if (!holds)
    findings.add(
      'entry.edited',
      sequence,
      `entry ${sequence} (${nameOf(entry)}) does not read as it did when it was sealed`,
    );
}

/** What the sealing should have taken in long ago: put in by another hand, or taken out of the chain. */
async function findNeverSealed(dataSource: DataSource, findings: AuditFindings): Promise<void> {
  const strays = await rows<{ name: string }>(
    dataSource,
    `SELECT 'event ' || e.sequence || ' of case ' || e.case_id AS name FROM case_events e
      WHERE e.occurred_at < now() - interval '15 minutes'
        AND NOT EXISTS (SELECT FROM audit_entries a WHERE a.case_id = e.case_id AND a.case_sequence = e.sequence)
     UNION ALL
     SELECT 'record ' || r.id FROM audit_records r
      WHERE r.occurred_at < now() - interval '15 minutes' AND NOT EXISTS (SELECT FROM audit_entries a WHERE a.record_id = r.id)
     LIMIT ${MOST_FINDINGS}`,
  );
  for (const { name } of strays) {
    findings.add(
      'source.never_sealed',
      null,
      `${name} is over a quarter of an hour old and not in the chain: put in by another hand, or nobody seals`,
    );
  }
}

function nameOf(entry: EntryRow): string {
  return entry.caseId === null ? `record ${entry.recordId}` : `event ${entry.caseSequence} of case ${entry.caseId}`;
}
