import { type CatchUpClocks, type CaughtUpCase, keysOf, type RuleChange, type StoredCalendarKey } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { CaseWorkList } from '../upkeep/case-work-list.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';
import { countsOnAny, stretchesOn } from './calendars/publish-version.js';

/** So many cases share a transaction: few enough that nobody waits long for the lock of one. */
const BATCH = 100;
/** Every process has noticed a publication after this, the one that replays too: clocks are opened on the new version. */
const NOTICED_AFTER_SECONDS = 3;

interface Replay {
  readonly id: string;
  readonly reason: string;
  /** What was published: a calendar by its key, or the limits of an area. */
  readonly key: StoredCalendarKey | null;
  readonly area: string | null;
  readonly version: number;
}

/** Brings the clocks that count on an edited calendar or by edited limits up to date, in the background. */
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
      `SELECT r.id, r.calendar_key AS key, p.area, coalesce(r.version, r.policy_version) AS version,
              coalesce(v.reason, p.reason) AS reason
         FROM clock_replays r
         LEFT JOIN work_calendar_versions v ON v.calendar_key = r.calendar_key AND v.version = r.version
         LEFT JOIN limit_policies p ON p.version = r.policy_version
        WHERE r.finished_at IS NULL AND r.requested_at < clock_timestamp() - make_interval(secs => $1)
        ORDER BY r.requested_at, r.id`,
      [NOTICED_AFTER_SECONDS],
    );
    for (const replay of replays) {
      await this.cases.workOff(replay.id, async (caseIds) =>
        this.note(replay.id, await this.catchUp.execute(caseIds, changeOf(replay))),
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
  private async finish(replay: Replay): Promise<void> {
    const { condition, parameters } = replay.key === null ? byOldLimits(replay) : onOldCalendar(replay.key, replay);
    await this.dataSource.query(
      `WITH late AS (
         INSERT INTO clock_replay_cases (replay_id, case_id)
         SELECT DISTINCT $1::uuid, case_id FROM clocks WHERE closed_at IS NULL AND ${condition}
         ON CONFLICT ON CONSTRAINT clock_replay_cases_pk DO UPDATE SET done_at = NULL, claimed_until = NULL
           WHERE clock_replay_cases.done_at IS NOT NULL
         RETURNING 1
       )
       UPDATE clock_replays SET finished_at = clock_timestamp()
        WHERE id = $1 AND finished_at IS NULL
          AND NOT EXISTS (SELECT FROM late)
          AND NOT EXISTS (SELECT FROM clock_replay_cases WHERE replay_id = $1 AND done_at IS NULL)`,
      [replay.id, ...parameters],
    );
  }
}

/** Which open clocks still count by what was replaced. The first parameter is $2. */
interface Late {
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

function onOldCalendar(key: StoredCalendarKey, { version }: Replay): Late {
  const keys = keysOf(key);
  return {
    condition: `${countsOnAny(keys.length, 4)}
      AND EXISTS (SELECT FROM jsonb_array_elements(detail->'stretches') stretch
                   WHERE stretch->>'calendar' = ANY ($3::text[]) AND coalesce((stretch->>'version')::int, 0) < $2)`,
    parameters: [version, keys, ...keys.map(stretchesOn)],
  };
}

function byOldLimits({ area, version }: Replay): Late {
  return {
    condition: 'case_id IN (SELECT id FROM cases WHERE area = $2 AND coalesce(policy_version, 0) < $3)',
    parameters: [area, version],
  };
}

function changeOf({ key, reason }: Replay): RuleChange {
  return { what: key === null ? 'policy' : 'calendar', reason };
}
