/** Anything that runs SQL text: the data source itself, the manager of a transaction, or what stands before it. */
export interface Sql {
  query<Result>(text: string, parameters?: unknown[]): Promise<Result>;
}

/** Runs a statement that returns rows (SELECT, or any statement with RETURNING in a CTE). */
export function rows<Row>(sql: Sql, text: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  return sql.query<Row[]>(text, [...parameters]);
}
