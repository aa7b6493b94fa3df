import { HOLD_REVIEW_ENTRY, type ReviewHold } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { UpkeepTask } from '../upkeep/upkeep-task.js';

/** So many at a time; what is left comes with the next turn. */
const BATCH = 500;

/**
 * Reminds of holds whose date of review has come, by the date at the lead office. The history says which hold was
 * reminded of, so it happens once; a case that cannot be told of holds up no other.
 */
export class HoldReviews extends UpkeepTask {
  override readonly name = 'hold-reviews';
  override readonly everySeconds = 300;

  constructor(
    private readonly dataSource: DataSource,
    private readonly reviewHold: ReviewHold,
    private readonly onTrouble: (error: unknown, caseId: string) => void,
  ) {
    super();
  }

  override async run(): Promise<void> {
    const due = await rows<{ caseId: string; heldAt: string }>(
      this.dataSource,
      `SELECT c.id AS "caseId", c.established->'hold'->>'at' AS "heldAt"
         FROM cases c
         LEFT JOIN work_calendars k ON k.key = 'office:' || c.lead_office
         LEFT JOIN work_calendar_versions v ON v.calendar_key = k.key AND v.version = k.version
        WHERE c.is_open AND c.established ? 'hold'
          AND c.established->'hold'->>'reviewOn' <= to_char(now() AT TIME ZONE coalesce(v.document->>'timeZone', 'UTC'), 'YYYY-MM-DD')
          AND NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = c.id AND e.type = $1
                             AND e.detail->>'heldAt' = c.established->'hold'->>'at')
        ORDER BY c.established->'hold'->>'reviewOn', c.id LIMIT ${BATCH}`,
      [HOLD_REVIEW_ENTRY],
    );
    for (const { caseId, heldAt } of due) {
      try {
        await this.reviewHold.execute(caseId, heldAt);
      } catch (error) {
        this.onTrouble(error, caseId);
      }
    }
  }
}
