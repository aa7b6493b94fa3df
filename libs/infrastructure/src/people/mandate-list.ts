import { type Actor, HEADQUARTERS, type Mandate } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { MANDATE_COLUMNS } from './mandate-row.js';

/** A mandate as lists show it. */
export interface MandateSummary extends Mandate {
  readonly displayName: string;
  readonly email: string;
  readonly proposedByName: string | null;
  readonly endorsedByName: string | null;
  /** The database's time of the reading, by which the status is judged. */
  readonly now: Date;
}

/** Mandates of focal points, for those who propose, endorse or keep them; for anybody their own. */
export class MandateList {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest first. @param before the id of the last mandate of the page before. */
  async page(
    actor: Actor,
    filter: { readonly stateCode: string | null; readonly onlyProposed: boolean },
    limit: number,
    before: string | null,
  ): Promise<readonly MandateSummary[]> {
    return this.find(
      actor,
      `($3::text IS NULL OR r.state_code = $3) AND ($4::uuid IS NULL OR r.id < $4)
       AND (NOT $5::boolean OR (r.needs_endorsement AND r.endorsed_at IS NULL AND (r.until_at IS NULL OR r.until_at > now())))
       ORDER BY r.id DESC LIMIT $6`,
      [filter.stateCode, before, filter.onlyProposed, limit],
    );
  }

  async byId(actor: Actor, mandateId: string): Promise<MandateSummary | undefined> {
    const [mandate] = await this.find(actor, 'r.id = $3', [mandateId]);
    return mandate;
  }

  private find(actor: Actor, condition: string, parameters: readonly unknown[]): Promise<readonly MandateSummary[]> {
    const states = keepsAllMandates(actor) ? null : actor.roles.flatMap(({ stateCode }) => stateCode ?? []);
    return rows<MandateSummary>(
      this.dataSource,
      `SELECT ${MANDATE_COLUMNS}, p.display_name AS "displayName", p.email, proposer.display_name AS "proposedByName",
              endorser.display_name AS "endorsedByName", now()::timestamptz(3) AS now
         FROM role_assignments r
         JOIN people p ON p.id = r.person_id
         LEFT JOIN people proposer ON proposer.id = r.proposed_by
         LEFT JOIN people endorser ON endorser.id = r.endorsed_by
        WHERE r.role = 'focal-point' AND r.substitutes_for IS NULL
          AND ($1::text[] IS NULL OR r.state_code = ANY($1) OR r.person_id = $2) AND ${condition}`,
      [states, actor.personId, ...parameters],
    );
  }
}

function keepsAllMandates(actor: Actor): boolean {
  return actor.roles.some(
    ({ role, officeCode }) => role === 'administrator' || (role === 'intake-officer' && officeCode === HEADQUARTERS),
  );
}
