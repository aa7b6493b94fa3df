import { rows } from '#libs/infrastructure';
import type { DataSource } from 'typeorm';

/** How much has been written about cases: unchanged after a refusal, or it was not a refusal. */
export async function written(dataSource: DataSource): Promise<Readonly<Record<string, number>>> {
  const [counts] = await rows<Readonly<Record<string, number>>>(
    dataSource,
    `SELECT (SELECT count(*)::int FROM cases) AS cases,
            (SELECT coalesce(sum(version), 0)::int FROM cases) AS versions,
            (SELECT count(*)::int FROM case_events) AS entries,
            (SELECT count(*)::int FROM clocks) AS clocks,
            (SELECT count(*)::int FROM outbox_messages) AS messages,
            (SELECT count(*)::int FROM idempotency_keys) AS keys`,
  );
  if (!counts) throw new Error('The database gave no counts');
  return counts;
}
