import type { LinkedIdentity } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** The identities that sign in to an account. */
export class LinkedIdentities {
  constructor(private readonly dataSource: DataSource) {}

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
