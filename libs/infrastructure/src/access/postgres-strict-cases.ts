import { type Actor, StrictCases } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { visibleTo } from './visible-to.js';

export class PostgresStrictCases extends StrictCases {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(actor: Actor, caseId: string, sessionId: string): Promise<{ readonly isNoted: boolean } | null> {
    const visible = visibleTo(actor, 'c', 3);
    const [strict] = await rows<{ isNoted: boolean }>(
      this.dataSource,
      `SELECT c.submitted_at IS NULL OR EXISTS (
                SELECT FROM case_readings r
                 WHERE r.session_id = $2 AND r.case_id = c.id AND r.noted_at >= now() - interval '1 hour') AS "isNoted"
         FROM cases c WHERE c.id = $1 AND c.sensitivity = 'strictly-confidential' AND ${visible.condition}`,
      [caseId, sessionId, ...visible.parameters],
    );
    return strict ?? null;
  }
}
