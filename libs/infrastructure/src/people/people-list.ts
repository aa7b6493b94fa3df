import { canonicalEmail, type LinkedIdentity, type RegisteredPerson } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { ROLES_IN_FORCE } from './roles-in-force.js';

/** An account as an administrator finds it. */
export type ListedPerson = Pick<RegisteredPerson, 'id' | 'email' | 'displayName' | 'isActive' | 'isCleared' | 'roles'>;

/** Accounts and the identities that sign in to them, for administrators; of one's own for everybody. */
export class PeopleList {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest first. @param before the id of the last account of the page before. */
  page(email: string | null, limit: number, before: string | null): Promise<readonly ListedPerson[]> {
    return rows<ListedPerson>(
      this.dataSource,
      `SELECT p.id, p.email, p.display_name AS "displayName", p.deactivated_at IS NULL AS "isActive", p.is_cleared AS "isCleared",
              ${ROLES_IN_FORCE} AS roles
         FROM people p
        WHERE p.erased_at IS NULL AND ($1::text IS NULL OR lower(p.email) = $1) AND ($2::uuid IS NULL OR p.id < $2)
        ORDER BY p.id DESC LIMIT $3`,
      [email === null ? null : canonicalEmail(email), before, limit],
    );
  }

  /** @returns undefined where there is no such account. */
  async identitiesOf(personId: string): Promise<readonly LinkedIdentity[] | undefined> {
    const found = await rows<LinkedIdentity | { readonly id: null }>(
      this.dataSource,
      `SELECT i.id, i.issuer, i.subject, i.linked_at AS "linkedAt"
         FROM people p LEFT JOIN identities i ON i.person_id = p.id WHERE p.id = $1 ORDER BY i.linked_at, i.id`,
      [personId],
    );
    if (found.length === 0) return undefined;
    return found.filter((row): row is LinkedIdentity => row.id !== null);
  }
}
