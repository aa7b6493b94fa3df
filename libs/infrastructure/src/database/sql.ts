import type { DataSource, EntityManager } from 'typeorm';

/** Anything that runs SQL text: the data source itself, or the manager of a transaction. */
export type Sql = DataSource | EntityManager;

/** Runs a statement that returns rows (SELECT, or any statement with RETURNING in a CTE). */
export function rows<Row>(sql: Sql, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return sql.query<Row[]>(text, [...parameters]);
}
