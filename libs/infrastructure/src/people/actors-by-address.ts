import type { Actor } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { ROLES_IN_FORCE } from './roles-in-force.js';

/** People by their e-mail address, lower case, with the roles they hold now. Addresses nobody has are left out. */
export async function actorsByAddress(
  dataSource: DataSource,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Actor>> {
  const found = await rows<Actor & { readonly address: string }>(
    dataSource,
    `SELECT p.id AS "personId", p.display_name AS "displayName", p.language, p.is_cleared AS "isCleared",
            lower(p.email) AS address, ${ROLES_IN_FORCE} AS roles
       FROM people p WHERE lower(p.email) = ANY($1::text[])`,
    [addresses.map((address) => address.toLowerCase())],
  );
  return new Map(found.map(({ address, ...actor }) => [address, actor]));
}
