import type { HeldRole } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** A substitution that has not ended, as the two people it is about see it. */
export interface SubstitutionSummary extends HeldRole {
  readonly id: string;
  readonly absentPersonId: string;
  readonly absentPersonName: string;
  readonly substituteId: string;
  readonly substituteName: string;
  /** Null where it was named at the command line of the server. */
  readonly namedByName: string | null;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** Who stands in for somebody, and for whom they stand in. */
export class SubstituteList {
  constructor(private readonly dataSource: DataSource) {}

  /** Those of the future too, the next to end first. */
  of(personId: string): Promise<readonly SubstitutionSummary[]> {
    return rows<SubstitutionSummary>(
      this.dataSource,
      `SELECT r.id, r.role, r.state_code AS "stateCode", r.office_code AS "officeCode", r.from_at AS "fromAt", r.until_at AS "untilAt",
              away.id AS "absentPersonId", away.display_name AS "absentPersonName",
              stands.id AS "substituteId", stands.display_name AS "substituteName", namer.display_name AS "namedByName"
         FROM role_assignments r
         JOIN role_assignments absent ON absent.id = r.substitutes_for
         JOIN people away ON away.id = absent.person_id
         JOIN people stands ON stands.id = r.person_id
         LEFT JOIN people namer ON namer.id = r.proposed_by
        WHERE (r.person_id = $1 OR r.substitutes_for IN (SELECT own.id FROM role_assignments own WHERE own.person_id = $1))
          AND r.until_at > greatest(now(), r.from_at)
        ORDER BY r.until_at, r.id`,
      [personId],
    );
  }
}
