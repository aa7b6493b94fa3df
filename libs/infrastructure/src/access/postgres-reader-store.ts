import type { HeldRole, NamedReader, ReaderStore } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';
import { ROLES_IN_FORCE } from '../people/roles-in-force.js';

const IN_FORCE = '(until_at IS NULL OR until_at > now())';

export class PostgresReaderStore implements ReaderStore {
  constructor(private readonly sql: Sql) {}

  async caseOfReference(reference: string): Promise<string | null> {
    const [found] = await rows<{ id: string }>(
      this.sql,
      'SELECT id FROM cases WHERE reference = $1 AND submitted_at IS NOT NULL',
      [reference],
    );
    return found?.id ?? null;
  }

  async name({ caseId, personId, namedBy, reason, isEmergency, untilAt }: NamedReader): Promise<void> {
    await this.sql.query(
      `INSERT INTO case_need_to_know AS n (case_id, person_id, named_by, reason, is_emergency, until_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (person_id, case_id) DO UPDATE
         SET named_by = excluded.named_by, reason = excluded.reason, is_emergency = excluded.is_emergency,
             named_at = now(), until_at = excluded.until_at
       WHERE NOT excluded.is_emergency OR n.until_at < excluded.until_at`,
      [caseId, personId, namedBy, reason, isEmergency, untilAt],
    );
  }

  async find(caseId: string, personId: string): Promise<NamedReader | null> {
    const [reader] = await rows<NamedReader>(
      this.sql,
      `SELECT case_id AS "caseId", person_id AS "personId", named_by AS "namedBy", reason,
              is_emergency AS "isEmergency", until_at AS "untilAt"
         FROM case_need_to_know WHERE person_id = $1 AND case_id = $2 AND ${IN_FORCE}`,
      [personId, caseId],
    );
    return reader ?? null;
  }

  async remove(caseId: string, personId: string): Promise<void> {
    await this.sql.query('DELETE FROM case_need_to_know WHERE person_id = $1 AND case_id = $2', [personId, caseId]);
  }

  async rolesOf(personId: string): Promise<readonly HeldRole[]> {
    const [row] = await rows<{ roles: HeldRole[] }>(
      this.sql,
      `SELECT ${ROLES_IN_FORCE} AS roles FROM people p WHERE p.id = $1 AND p.deactivated_at IS NULL`,
      [personId],
    );
    return row?.roles ?? [];
  }

  async claimReading(caseId: string, sessionId: string): Promise<boolean> {
    const claimed = await rows(
      this.sql,
      `WITH claimed AS (
         INSERT INTO case_readings AS r (case_id, session_id) VALUES ($1, $2)
         ON CONFLICT (session_id, case_id) DO UPDATE SET noted_at = now() WHERE r.noted_at < now() - interval '1 hour'
         RETURNING 1
       ) SELECT * FROM claimed`,
      [caseId, sessionId],
    );
    return claimed.length > 0;
  }
}
