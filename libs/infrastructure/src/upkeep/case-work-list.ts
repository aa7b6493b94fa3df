import { DomainError, TransientError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** If a worker dies while it deals with cases, another takes them after this. */
const CLAIM_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 3_600;

/** Where a list of cases is kept, and the column that says for which piece of work. Trusted text. */
export interface CaseListTable {
  readonly table: string;
  readonly work: string;
  /** So many cases are taken at once. */
  readonly batch: number;
  /** The cause noted for a case that failed for no expected reason. */
  readonly failed: string;
}

/**
 * Cases that a piece of background work has still to deal with. The list in the database is the truth about what is left:
 * any number of workers share it, and one that dies leaves its cases to the others. A case that cannot be dealt with
 * waits longer and longer and holds up no other. Whoever deals with a case sets its `done_at`.
 */
export class CaseWorkList {
  constructor(
    private readonly dataSource: DataSource,
    private readonly list: CaseListTable,
    private readonly onTrouble: (error: unknown, caseId: string) => void,
  ) {}

  /**
   * Deals with all cases that can be had now, some at a time.
   * @throws TransientError as soon as one is met: the same batch may succeed later.
   */
  async workOff(workId: string, deal: (caseIds: readonly string[]) => Promise<void>): Promise<void> {
    for (;;) {
      const caseIds = await this.claim(workId);
      if (caseIds.length === 0) return;
      try {
        await deal(caseIds);
      } catch (error) {
        if (error instanceof TransientError) throw error;
        // One case of the batch may be the cause: each is tried for itself.
        for (const caseId of caseIds) await this.dealWithOne(workId, caseId, deal);
      }
    }
  }

  private async dealWithOne(
    workId: string,
    caseId: string,
    deal: (caseIds: readonly string[]) => Promise<void>,
  ): Promise<void> {
    try {
      await deal([caseId]);
    } catch (error) {
      this.onTrouble(error, caseId);
      const cause = error instanceof DomainError || error instanceof TransientError ? error.code : this.list.failed;
      await this.dataSource.query(
        `UPDATE ${this.list.table}
            SET failures = failures + 1, last_error = $3,
                claimed_until = clock_timestamp() + make_interval(secs => least(15 * 2 ^ least(failures, 20), $4))
          WHERE ${this.list.work} = $1 AND case_id = $2`,
        [workId, caseId, cause, LONGEST_PAUSE_SECONDS],
      );
    }
  }

  private async claim(workId: string): Promise<readonly string[]> {
    const { table, work, batch } = this.list;
    const claimed = await rows<{ id: string }>(
      this.dataSource,
      `WITH next AS (
         SELECT case_id FROM ${table}
          WHERE ${work} = $1 AND done_at IS NULL AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
          ORDER BY case_id LIMIT $2 FOR UPDATE SKIP LOCKED
       ), claimed AS (
         UPDATE ${table} SET claimed_until = clock_timestamp() + make_interval(secs => $3)
          WHERE ${work} = $1 AND case_id IN (SELECT case_id FROM next) RETURNING case_id
       ) SELECT case_id AS id FROM claimed ORDER BY case_id`,
      [workId, batch, CLAIM_SECONDS],
    );
    return claimed.map(({ id }) => id);
  }
}
