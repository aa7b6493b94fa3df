import { rows } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';
import { asOwner } from './as-owner.js';

/** What every database holds from its migration on. */
const KEPT = ['lifecycle_versions', 'area_lifecycles', 'office_coverage'];

/**
 * Empties tables between tests, and whatever refers to their rows, as nobody can in the product: past the guards that
 * keep histories. The lifecycles that come with the product stay.
 */
export async function emptyTables(dataSource: DataSource, ...tables: readonly string[]): Promise<void> {
  const family = await rows<{ name: string }>(
    dataSource,
    `WITH RECURSIVE family (oid) AS (
       SELECT name::regclass::oid FROM unnest($1::text[]) AS name
       UNION SELECT c.conrelid FROM pg_constraint c JOIN family f ON c.confrelid = f.oid
        WHERE c.contype = 'f' AND c.conrelid <> ALL ($2::text[]::regclass[])
     ) SELECT oid::regclass::text AS name FROM family`,
    [tables, KEPT],
  );
  await asOwner(dataSource, family.map(({ name }) => `DELETE FROM ${name}`).join(';\n'));
}
