import { type Actor, CaseNotFound } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';

export interface WatchedCase {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly sinceAt: Date;
}

/** Longer than anybody follows with attention. */
const MOST_SHOWN = 500;

/**
 * The cases somebody watches. Watching is a wish to be told and no right to see: whoever loses sight of a case is told
 * nothing more of it, and does not find it here either until it is visible again.
 */
export class WatchList {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest first. */
  list(actor: Actor): Promise<readonly WatchedCase[]> {
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    return rows<WatchedCase>(
      this.dataSource,
      `SELECT c.id, c.reference, coalesce(c.request->>'title', '') AS title, w.since_at AS "sinceAt"
         FROM case_watchers w JOIN cases c ON c.id = w.case_id
        WHERE w.person_id = $1 AND ${condition} ORDER BY w.since_at DESC, c.id LIMIT $2`,
      [actor.personId, MOST_SHOWN, ...parameters],
    );
  }

  /** Doing it again changes nothing. @throws CaseNotFound */
  async watch(actor: Actor, caseId: string): Promise<void> {
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    const seen = await rows(
      this.dataSource,
      `WITH seen AS (SELECT c.id FROM cases c WHERE c.id = $2 AND ${condition}),
            added AS (INSERT INTO case_watchers (case_id, person_id) SELECT id, $1 FROM seen ON CONFLICT DO NOTHING)
       SELECT * FROM seen`,
      [actor.personId, caseId, ...parameters],
    );
    if (seen.length === 0) throw new CaseNotFound();
  }

  /** Also for a case out of sight; doing it again changes nothing, and says nothing about whether there is such a case. */
  async unwatch(actor: Actor, caseId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM case_watchers WHERE person_id = $1 AND case_id = $2', [
      actor.personId,
      caseId,
    ]);
  }
}
