import type { StoredCalendarKey } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../access/asking.js';

/** How far the recomputation of open clocks after a publication has come. */
export interface ReplayProgress {
  readonly id: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly cases: number;
  readonly done: number;
  /** Cases that could not be brought up to date yet; they are tried again. */
  readonly failing: number;
  readonly moves: number;
  readonly breaches: number;
  readonly recovers: number;
}

export interface CalendarReplay extends ReplayProgress {
  readonly key: StoredCalendarKey;
  readonly version: number;
}

export interface PolicyReplay extends ReplayProgress {
  readonly area: string;
  readonly version: number;
}

const PROGRESS = `r.id, r.requested_at AS "requestedAt", r.finished_at AS "finishedAt",
  count(*)::int AS cases, count(c.done_at)::int AS done,
  count(*) FILTER (WHERE c.failures > 0 AND c.done_at IS NULL)::int AS failing,
  sum(c.moves)::int AS moves, sum(c.breaches)::int AS breaches, sum(c.recovers)::int AS recovers`;

/** The background work that publications of calendars and limits have caused. */
export class ReplayList {
  constructor(private readonly dataSource: DataSource) {}

  async ofCalendar(id: string): Promise<CalendarReplay | undefined> {
    const [found] = await this.calendars('r.id = $1', [id]);
    return found;
  }

  /** Background work that has not been finished. */
  unfinishedOfCalendars(): Promise<readonly CalendarReplay[]> {
    return this.calendars('r.finished_at IS NULL', []);
  }

  async ofPolicy(id: string): Promise<PolicyReplay | undefined> {
    const [found] = await this.policies('r.id = $1', [id]);
    return found;
  }

  unfinishedOfPolicies(): Promise<readonly PolicyReplay[]> {
    return this.policies('r.finished_at IS NULL', []);
  }

  private calendars(condition: string, parameters: readonly unknown[]): Promise<CalendarReplay[]> {
    return rowsForSystem<CalendarReplay>(
      this.dataSource,
      `SELECT r.calendar_key AS key, r.version, ${PROGRESS}
         FROM clock_replays r JOIN clock_replay_cases c ON c.replay_id = r.id
        WHERE r.calendar_key IS NOT NULL AND ${condition} GROUP BY r.id ORDER BY r.requested_at, r.id`,
      parameters,
    );
  }

  private policies(condition: string, parameters: readonly unknown[]): Promise<PolicyReplay[]> {
    return rowsForSystem<PolicyReplay>(
      this.dataSource,
      `SELECT p.area, p.version, ${PROGRESS}
         FROM clock_replays r JOIN clock_replay_cases c ON c.replay_id = r.id
         JOIN limit_policies p ON p.version = r.policy_version
        WHERE ${condition} GROUP BY r.id, p.area, p.version ORDER BY r.requested_at, r.id`,
      parameters,
    );
  }
}
