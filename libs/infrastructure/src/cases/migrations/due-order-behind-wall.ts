import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The order by what is due, in words that an index may answer behind row-level security: PostgreSQL does not count
 * `coalesce` among the expressions that tell nothing, so that a page deep in the list read everything before it. `least`
 * passes over NULL, gives the same instants and is among them.
 */
export class DueOrderBehindWall1764500060000 implements MigrationInterface {
  readonly name = 'DueOrderBehindWall1764500060000';

  up(runner: QueryRunner): Promise<void> {
    return replaceIndexes(runner, `least(next_due_at, 'infinity'::timestamptz)`);
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceIndexes(runner, `coalesce(next_due_at, 'infinity'::timestamptz)`);
  }
}

async function replaceIndexes(runner: QueryRunner, due: string): Promise<void> {
  await runner.query(`
    DROP INDEX cases_by_due, cases_of_state_by_due, cases_of_office_by_due;
    CREATE INDEX cases_by_due ON cases ((${due}), id);
    CREATE INDEX cases_of_state_by_due ON cases (requesting_state, (${due}), id);
    CREATE INDEX cases_of_office_by_due ON cases (lead_office, (${due}), id) WHERE lead_office IS NOT NULL;
  `);
}
