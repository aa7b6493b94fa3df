import { type HeldRole, PeopleDirectory, type Person } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { ROLE_IS_IN_FORCE } from './roles-in-force.js';

const PERSON = 'p.id, p.display_name AS "displayName", p.email, p.language, p.time_zone AS "timeZone"';

export class PostgresPeopleDirectory extends PeopleDirectory {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async byId(personId: string): Promise<Person | undefined> {
    const [person] = await this.byIds([personId]);
    return person;
  }

  override byIds(personIds: readonly string[]): Promise<readonly Person[]> {
    return rows<Person>(this.dataSource, `SELECT ${PERSON} FROM people p WHERE p.id = ANY($1::uuid[]) ORDER BY p.id`, [
      personIds,
    ]);
  }

  override focalPointsOf(stateCode: string): Promise<readonly Person[]> {
    return this.holders(`r.role = 'focal-point' AND r.state_code = $1`, [stateCode]);
  }

  override staffOf(officeCode: string, role: string): Promise<readonly Person[]> {
    return this.holders('r.office_code = $1 AND r.role = $2', [officeCode, role]);
  }

  override holdersOf(role: string): Promise<readonly Person[]> {
    return this.holders('r.role = $1 AND r.state_code IS NULL AND r.office_code IS NULL', [role]);
  }

  override rolesOf(personId: string): Promise<readonly HeldRole[]> {
    return rows<HeldRole>(
      this.dataSource,
      `SELECT r.role, r.state_code AS "stateCode", r.office_code AS "officeCode"
         FROM role_assignments r WHERE r.person_id = $1 AND ${ROLE_IS_IN_FORCE} ORDER BY 1, 2, 3`,
      [personId],
    );
  }

  private holders(condition: string, parameters: readonly unknown[]): Promise<readonly Person[]> {
    return rows<Person>(
      this.dataSource,
      `SELECT ${PERSON} FROM people p
        WHERE p.deactivated_at IS NULL
          AND p.id IN (SELECT r.person_id FROM role_assignments r WHERE ${condition} AND ${ROLE_IS_IN_FORCE})
        ORDER BY p.display_name, p.id`,
      parameters,
    );
  }
}
