import { type CatchUpClocks, type CaughtUpCase, keysOf, type StoredCalendarKey } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../../database/sql.js';
import { CaseWorkList } from '../../upkeep/case-work-list.js';
import { UpkeepTask } from '../../upkeep/upkeep-task.js';
import { countsOnAny, stretchesOn } from './publish-version.js';

/** So many cases share a transaction: few enough that nobody waits long for the lock of one. */
const BATCH = 100;
/** Every process has noticed a publication after this, the one that replays too: clocks are opened on the new version. */
const NOTICED_AFTER_SECONDS = 3;

interface Replay {
  readonly id: string;
  readonly key: StoredCalendarKey;
  readonly version: number;
  readonly reason: string;
}

/** Brings the clocks that count on an edited calendar up to date, in the background. */
export class ClockReplay extends UpkeepTask {
  override readonly name = 'clock-replay';
  override readonly everySeconds = 15;
  private readonly cases: CaseWorkList;

  constructor(
    private readonly dataSource: DataSource,
    private readonly catchUp: CatchUpClocks,
    onTrouble: (error: unknown, caseId: string) => void,
  ) {
    super();
    const list = { table: 'clock_replay_cases', work: 'replay_id', batch: BATCH, failed: 'clock_replay.failed' };
    this.cases = new CaseWorkList(dataSource, list, onTrouble);
  }

  override async run(): Promise<void> {
    const replays = await rows<Replay>(
      this.dataSource,
      `SELECT r.id, r.calendar_key AS key, r.version, v.reason FROM clock_replays r
         JOIN work_calendar_versions v ON v.calendar_key = r.calendar_key AND v.version = r.version
        WHERE r.finished_at IS NULL AND r.requested_at < clock_timestamp() - make_interval(secs => $1)
        ORDER BY r.requested_at, r.id`,
      [NOTICED_AFTER_SECONDS],
    );
    for (const replay of replays) {
      await this.cases.workOff(replay.id, async (caseIds) =>
        this.note(replay.id, await this.catchUp.execute(caseIds, replay.reason)),
      );
      await this.finish(replay);
    }
  }

  private async note(replayId: string, results: readonly CaughtUpCase[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE clock_replay_cases c
          SET done_at = clock_timestamp(), moves = done.moves, breaches = done.breaches, recovers = done.recovers, last_error = NULL
         FROM unnest($2::uuid[], $3::int[], $4::int[], $5::int[]) AS done (case_id, moves, breaches, recovers)
        WHERE c.replay_id = $1 AND c.case_id = done.case_id`,
      [
        replayId,
        results.map(({ caseId }) => caseId),
        results.map(({ effects }) => effects.moves),
        results.map(({ effects }) => effects.breaches),
        results.map(({ effects }) => effects.recovers),
      ],
    );
  }

  /**
   * Once every case has been dealt with, looks for clocks that were opened on the old version while the publication
   * was on its way to all processes; only when there are none is the work done.
   */
  private async finish({ id, key, version }: Replay): Promise<void> {
    const keys = keysOf(key);
    await this.dataSource.query(
      `WITH late AS (
         INSERT INTO clock_replay_cases (replay_id, case_id)
         SELECT DISTINCT $1::uuid, case_id FROM clocks
          WHERE ${countsOnAny(keys.length, 4)}
            AND EXISTS (SELECT FROM jsonb_array_elements(detail->'stretches') stretch
                         WHERE stretch->>'calendar' = ANY ($3::text[]) AND coalesce((stretch->>'version')::int, 0) < $2)
         ON CONFLICT ON CONSTRAINT clock_replay_cases_pk DO UPDATE SET done_at = NULL, claimed_until = NULL
           WHERE clock_replay_cases.done_at IS NOT NULL
         RETURNING 1
       )
       UPDATE clock_replays SET finished_at = clock_timestamp()
        WHERE id = $1 AND finished_at IS NULL
          AND NOT EXISTS (SELECT FROM late)
          AND NOT EXISTS (SELECT FROM clock_replay_cases WHERE replay_id = $1 AND done_at IS NULL)`,
      [id, version, keys, ...keys.map(stretchesOn)],
    );
  }
}
