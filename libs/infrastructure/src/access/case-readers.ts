import { type Actor, CaseNotFound } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { visibleTo } from './visible-to.js';

/** Somebody who may read a case because they were named. */
export interface NamedReaderView {
  readonly personId: string;
  readonly displayName: string;
  readonly namedByName: string;
  readonly reason: string;
  readonly isEmergency: boolean;
  readonly namedAt: Date;
  readonly untilAt: Date | null;
}

/** One office or State in one role, and how often its people read the case. */
export interface ReaderGroup {
  readonly role: string;
  readonly stateCode: string | null;
  readonly officeCode: string | null;
  readonly readings: number;
  readonly people: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** A case somebody opened by breaking the glass, while it is open. */
export interface EmergencyAccess {
  readonly caseId: string;
  readonly reference: string;
  readonly reason: string;
  readonly untilAt: Date;
}

/** Who may read a case beyond their role, and who did; for those who may see the case. */
export class CaseReaders {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CaseNotFound */
  async named(actor: Actor, caseId: string): Promise<readonly NamedReaderView[]> {
    const visible = visibleTo(actor, 'c', 2);
    const found = await rows<NamedReaderView | { personId: null }>(
      this.dataSource,
      `SELECT n.person_id AS "personId", p.display_name AS "displayName", b.display_name AS "namedByName", n.reason,
              n.is_emergency AS "isEmergency", n.named_at AS "namedAt", n.until_at AS "untilAt"
         FROM cases c
         LEFT JOIN case_need_to_know n ON n.case_id = c.id AND (n.until_at IS NULL OR n.until_at > now())
         LEFT JOIN people p ON p.id = n.person_id LEFT JOIN people b ON b.id = n.named_by
        WHERE c.id = $1 AND ${visible.condition} ORDER BY n.named_at, n.person_id`,
      [caseId, ...visible.parameters],
    );
    return present(found, (row): row is NamedReaderView => row.personId !== null);
  }

  /** Readings of a strictly confidential case; no other case notes them. @throws CaseNotFound */
  async groups(actor: Actor, caseId: string): Promise<readonly ReaderGroup[]> {
    const visible = visibleTo(actor, 'c', 2);
    const found = await rows<ReaderGroup | { role: null }>(
      this.dataSource,
      `SELECT e.detail->>'role' AS role, e.detail->>'stateCode' AS "stateCode", e.detail->>'officeCode' AS "officeCode",
              count(e.sequence)::int AS readings, count(DISTINCT e.actor_id)::int AS people,
              min(e.occurred_at) AS "firstAt", max(e.occurred_at) AS "lastAt"
         FROM cases c LEFT JOIN case_events e ON e.case_id = c.id AND e.type = 'case-read'
        WHERE c.id = $1 AND ${visible.condition} GROUP BY 1, 2, 3 ORDER BY "lastAt" DESC, 1, 2, 3`,
      [caseId, ...visible.parameters],
    );
    return present(found, (row): row is ReaderGroup => row.role !== null);
  }

  emergenciesOf(actor: Actor): Promise<readonly EmergencyAccess[]> {
    const visible = visibleTo(actor, 'c', 2);
    return rows<EmergencyAccess>(
      this.dataSource,
      `SELECT c.id AS "caseId", c.reference, n.reason, n.until_at AS "untilAt"
         FROM case_need_to_know n JOIN cases c ON c.id = n.case_id
        WHERE n.person_id = $1 AND n.is_emergency AND n.until_at > now() AND ${visible.condition} ORDER BY n.until_at, c.id`,
      [actor.personId, ...visible.parameters],
    );
  }
}

/** The outer join gives a visible case at least one row, empty where nobody is there. @throws CaseNotFound */
function present<Row, Present extends Row>(
  found: readonly Row[],
  isPresent: (row: Row) => row is Present,
): readonly Present[] {
  if (found.length === 0) throw new CaseNotFound();
  return found.filter(isPresent);
}
