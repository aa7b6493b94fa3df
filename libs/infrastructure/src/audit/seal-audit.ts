import { randomBytes } from 'node:crypto';
import { contentOfEvent, contentOfRecord, frameOfEvent, frameOfRecord } from '#libs/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import { rows } from '../database/sql.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';
import { GENESIS, hashOfContent, hashOfValue, link } from './audit-hash.js';
import type { AuditKey } from './audit-key.js';
import { EVENT_COLUMNS, type EventRow, RECORD_COLUMNS, type RecordRow } from './audited-rows.js';
import type { CheckpointFile } from './checkpoint-file.js';
import { type CaseEnd, sealCases } from './seal-cases.js';

/** One instance seals at a time; any number will do as long as it is the same. */
const SEAL_LOCK = 6_618_3;
const BATCH = 2_000;
/**
 * How far back from the last sealing new rows are looked for. A row bears the time its transaction began, and no
 * transaction lives longer than a few minutes (`statement_timeout`, `idle_in_transaction_session_timeout`).
 */
const LOOK_BACK_MS = 15 * 60_000;
/** How often the end of the chain is written outside the database while it grows. */
const CHECKPOINT_EVERY_MS = 60_000;

interface NewEntry {
  readonly caseId: string | null;
  readonly caseSequence: number | null;
  readonly recordId: string | null;
  readonly salt: Buffer;
  readonly contentHash: Buffer;
  readonly entryHash: Buffer;
  readonly caseChainHash: Buffer | null;
}

/**
 * Takes what was committed since the last time into the chain: events of cases and audit records, in order. It runs
 * behind the transactions and takes no lock any of them waits for, so a transition costs the same with and without it;
 * the price is that an entry counts as sealed a few seconds after it happened.
 */
export class SealAudit extends UpkeepTask {
  override readonly name = 'audit-seal';
  override readonly everySeconds = 5;
  private lastCheckpoint = { sequence: '', atMs: Number.NEGATIVE_INFINITY };

  /** @param signing what signs and where checkpoints go; without it the chain is kept and nothing is signed. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly signing: { readonly key: AuditKey; readonly checkpoints: CheckpointFile } | null,
  ) {
    super();
  }

  override async run(): Promise<void> {
    await this.sealAll();
  }

  /** @returns how many entries were added; none while another instance seals. */
  async sealAll(options: { readonly everything?: boolean } = {}): Promise<number> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    try {
      const [lock] = (await runner.query('SELECT pg_try_advisory_lock($1) AS held', [SEAL_LOCK])) as [
        { held: boolean },
      ];
      if (!lock.held) return 0;
      try {
        const total = await this.sealArrears(runner, options.everything ? null : undefined);
        await this.checkpoint(runner, options.everything ?? false);
        return total;
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [SEAL_LOCK]);
      }
    } finally {
      await runner.release();
    }
  }

  /**
   * Batch after batch until one is not full: what is committed meanwhile is left to the next time, or somebody busy would
   * keep the sealing from ever ending and from writing its checkpoint.
   */
  private async sealArrears(runner: QueryRunner, from: Date | null | undefined): Promise<number> {
    let [total, at] = [0, from];
    for (;;) {
      const { added, reached } = await this.sealBatch(runner, at);
      total += added;
      // A long arrears is walked once, not searched from its beginning for every batch; the last look is at everything.
      if (added > 0 && reached) at = reached;
      else if (at === from) return total;
      else at = from;
    }
  }

  /**
   * @param from when the oldest row may have happened that is looked for; null for any, undefined for what is recent.
   * @returns `reached`: where to go on looking, if there is more.
   */
  private async sealBatch(
    runner: QueryRunner,
    from: Date | null | undefined,
  ): Promise<{ readonly added: number; readonly reached: Date | undefined }> {
    // One snapshot: the record of a case and its history must be of the same moment.
    await runner.startTransaction('REPEATABLE READ');
    try {
      const [end] = await rows<{ sequence: string; chainHash: Buffer; sealedAt: Date }>(
        runner.manager,
        `SELECT sequence, chain_hash AS "chainHash", sealed_at AS "sealedAt" FROM audit_entries ORDER BY sequence DESC LIMIT 1`,
      );
      const since = from === undefined && end ? lookingBack(end.sealedAt) : (from ?? null);
      const events = await this.newEvents(runner, since);
      const records = await this.newRecords(runner, since);
      const ends = await this.endsOfCases(runner, events);
      const entries = [...continuing(events, ends), ...records.map(entryOfRecord)];
      if (entries.length > 0) {
        await this.append(runner, entries, {
          sequence: BigInt(end?.sequence ?? 0),
          chainHash: end?.chainHash ?? GENESIS,
        });
        if (this.signing) await sealCases(runner.manager, ends, this.signing.key);
      }
      await runner.commitTransaction();
      const full = [events, records].filter((found) => found.length === BATCH);
      const lastOfEach = full.map((found) => Number(found.at(-1)?.occurredAt));
      return { added: entries.length, reached: full.length > 0 ? new Date(Math.min(...lastOfEach)) : undefined };
    } catch (error) {
      await runner.rollbackTransaction();
      throw error;
    }
  }

  /**
   * What was imported bears the time it happened, so imported cases are found by the time of their import: in a search of
   * its own, since both in one condition leave no index to use.
   *
   * Row by row it is looked up whether it is sealed, which a batch does some thousand times; as a join it would read the
   * whole chain for every batch.
   */
  private newEvents(runner: QueryRunner, since: Date | null): Promise<EventRow[]> {
    const among = (condition: string): string =>
      `(SELECT ${EVENT_COLUMNS} FROM case_events e
         WHERE ${condition} AND (SELECT a.sequence FROM audit_entries a WHERE a.case_id = e.case_id AND a.case_sequence = e.sequence) IS NULL
         ORDER BY e.occurred_at, e.case_id, e.sequence LIMIT ${BATCH})`;
    if (since === null) return rows<EventRow>(runner.manager, among('true'));
    const imported = 'e.case_id = ANY (ARRAY(SELECT o.case_id FROM case_origins o WHERE o.imported_at >= $1))';
    return rows<EventRow>(
      runner.manager,
      `SELECT * FROM (${among('e.occurred_at >= $1')} UNION ALL ${among(`e.occurred_at < $1 AND ${imported}`)}) found
        ORDER BY "occurredAt", "caseId", sequence LIMIT ${BATCH}`,
      [since],
    );
  }

  private newRecords(runner: QueryRunner, since: Date | null): Promise<RecordRow[]> {
    return rows<RecordRow>(
      runner.manager,
      `SELECT ${RECORD_COLUMNS} FROM audit_records r
        WHERE ($1::timestamptz IS NULL OR r.occurred_at >= $1) AND (SELECT a.sequence FROM audit_entries a WHERE a.record_id = r.id) IS NULL
        ORDER BY r.occurred_at, r.id LIMIT ${BATCH}`,
      [since],
    );
  }

  /** Where the chain of each of these cases ends now. */
  private async endsOfCases(runner: QueryRunner, events: readonly EventRow[]): Promise<Map<string, CaseEnd>> {
    const ids = [...new Set(events.map(({ caseId }) => caseId))];
    const found = await rows<{ caseId: string } & CaseEnd>(
      runner.manager,
      `SELECT DISTINCT ON (case_id) case_id AS "caseId", case_sequence AS "caseSequence", case_chain_hash AS "caseChainHash"
         FROM audit_entries WHERE case_id = ANY($1::uuid[]) ORDER BY case_id, case_sequence DESC`,
      [ids],
    );
    const ends = new Map<string, CaseEnd>(ids.map((id) => [id, { caseSequence: 0, caseChainHash: GENESIS }]));
    for (const { caseId, caseSequence, caseChainHash } of found) ends.set(caseId, { caseSequence, caseChainHash });
    return ends;
  }

  private async append(
    runner: QueryRunner,
    entries: readonly NewEntry[],
    end: { readonly sequence: bigint; readonly chainHash: Buffer },
  ): Promise<void> {
    let chainHash = end.chainHash;
    const chain = entries.map(({ entryHash }) => (chainHash = link(chainHash, entryHash)));
    await runner.query(
      `INSERT INTO audit_entries (sequence, case_id, case_sequence, record_id, salt, content_hash, entry_hash, chain_hash, case_chain_hash, sealed_at)
       SELECT e.*, now() FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[]) AS e`,
      [
        entries.map((_, index) => String(end.sequence + BigInt(index + 1))),
        entries.map(({ caseId }) => caseId),
        entries.map(({ caseSequence }) => caseSequence),
        entries.map(({ recordId }) => recordId),
        entries.map(({ salt }) => salt),
        entries.map(({ contentHash }) => contentHash),
        entries.map(({ entryHash }) => entryHash),
        chain,
        entries.map(({ caseChainHash }) => caseChainHash),
      ],
    );
  }

  private async checkpoint(runner: QueryRunner, atOnce: boolean): Promise<void> {
    const isDue = atOnce || performance.now() - this.lastCheckpoint.atMs >= CHECKPOINT_EVERY_MS;
    if (!this.signing || !isDue) return;
    const [end] = await rows<{ sequence: string; chainHash: Buffer; now: Date }>(
      runner.manager,
      `SELECT sequence, chain_hash AS "chainHash", now()::timestamptz(3) AS now FROM audit_entries ORDER BY sequence DESC LIMIT 1`,
    );
    if (!end || end.sequence === this.lastCheckpoint.sequence) return;
    const { key, checkpoints } = this.signing;
    await checkpoints.append(
      {
        format: 'upon-request/checkpoint/1',
        sequence: Number(end.sequence),
        chainHash: end.chainHash.toString('hex'),
        sealedAt: end.now.toISOString(),
        keyId: key.id,
      },
      key,
    );
    this.lastCheckpoint = { sequence: end.sequence, atMs: performance.now() };
  }
}

function lookingBack(from: Date): Date {
  return new Date(from.getTime() - LOOK_BACK_MS);
}

/**
 * The events that follow on what is sealed of their case, as entries. Transactions that waited for one another may bear
 * times in another order than their sequence; what comes too early waits for the next batch.
 */
function continuing(events: readonly EventRow[], ends: Map<string, CaseEnd>): NewEntry[] {
  const waiting = new Map<string, EventRow[]>();
  for (const event of events) {
    const ofCase = waiting.get(event.caseId);
    if (ofCase) ofCase.push(event);
    else waiting.set(event.caseId, [event]);
  }
  for (const ofCase of waiting.values()) ofCase.sort((a, b) => a.sequence - b.sequence);
  return events.flatMap(({ caseId }): NewEntry[] => {
    const end = ends.get(caseId);
    const event = waiting.get(caseId)?.[0];
    if (!event || end?.caseSequence !== event.sequence - 1) return [];
    waiting.get(caseId)?.shift();
    const salt = randomBytes(16);
    const contentHash = hashOfContent(salt, contentOfEvent(event));
    const entryHash = hashOfValue(frameOfEvent(event, contentHash.toString('hex')));
    const caseChainHash = link(end.caseChainHash, entryHash);
    ends.set(caseId, { caseSequence: event.sequence, caseChainHash });
    return [{ caseId, caseSequence: event.sequence, recordId: null, salt, contentHash, entryHash, caseChainHash }];
  });
}

function entryOfRecord(record: RecordRow): NewEntry {
  const salt = randomBytes(16);
  const contentHash = hashOfContent(salt, contentOfRecord(record));
  const entryHash = hashOfValue(frameOfRecord(record, contentHash.toString('hex')));
  return { caseId: null, caseSequence: null, recordId: record.id, salt, contentHash, entryHash, caseChainHash: null };
}
