import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index for every order of the case list and every kind of reader: all cases, those of a State, those of an office. */
export class CaseOrders1764500000000 implements MigrationInterface {
  readonly name = 'CaseOrders1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX cases_by_next_due;
      CREATE INDEX cases_by_due ON cases ((coalesce(next_due_at, 'infinity'::timestamptz)), id);
      CREATE INDEX cases_of_state_by_due ON cases (requesting_state, (coalesce(next_due_at, 'infinity'::timestamptz)), id);
      CREATE INDEX cases_of_state_by_id ON cases (requesting_state, id);
      CREATE INDEX cases_of_office_by_due ON cases (lead_office, (coalesce(next_due_at, 'infinity'::timestamptz)), id)
        WHERE lead_office IS NOT NULL;
      CREATE INDEX cases_of_office_by_id ON cases (lead_office, id) WHERE lead_office IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX cases_of_office_by_id, cases_of_office_by_due, cases_of_state_by_id, cases_of_state_by_due, cases_by_due;
      CREATE INDEX cases_by_next_due ON cases (next_due_at, id) WHERE next_due_at IS NOT NULL;
    `);
  }
}
