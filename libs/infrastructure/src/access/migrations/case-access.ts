import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may read a case beyond the roles of the day: offices that held it, and people named because their work needs it. */
export class CaseAccess1764000031000 implements MigrationInterface {
  readonly name = 'CaseAccess1764000031000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases ADD COLUMN former_offices text[] NOT NULL DEFAULT '{}';
      COMMENT ON COLUMN cases.former_offices IS 'Offices that led the case before; they go on reading it. Kept by a trigger, whoever changes the office.';
      CREATE INDEX cases_by_former_office ON cases USING gin (former_offices);
      CREATE INDEX cases_by_officer ON cases (case_officer_id) WHERE case_officer_id IS NOT NULL;

      CREATE FUNCTION remember_former_office() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.former_offices := array_append(array_remove(array_remove(OLD.former_offices, OLD.lead_office), NEW.lead_office), OLD.lead_office);
        RETURN NEW;
      END $$;
      CREATE TRIGGER cases_former_office BEFORE UPDATE OF lead_office ON cases
        FOR EACH ROW WHEN (OLD.lead_office IS DISTINCT FROM NEW.lead_office AND OLD.lead_office IS NOT NULL)
        EXECUTE FUNCTION remember_former_office();

      CREATE TABLE case_need_to_know (
        case_id         uuid          NOT NULL CONSTRAINT case_need_to_know_case_fk REFERENCES cases,
        person_id       uuid          NOT NULL CONSTRAINT case_need_to_know_person_fk REFERENCES people,
        named_by        uuid          NOT NULL CONSTRAINT case_need_to_know_named_by_fk REFERENCES people,
        reason          text          NOT NULL,
        is_emergency    boolean       NOT NULL DEFAULT false,
        named_at        timestamptz(3) NOT NULL DEFAULT now(),
        until_at        timestamptz(3),
        CONSTRAINT case_need_to_know_pk PRIMARY KEY (person_id, case_id)
      );
      COMMENT ON COLUMN case_need_to_know.is_emergency IS 'The person broke the glass: it ends by itself.';
      CREATE INDEX case_need_to_know_by_case ON case_need_to_know (case_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE case_need_to_know;
      DROP TRIGGER cases_former_office ON cases;
      DROP FUNCTION remember_former_office();
      DROP INDEX cases_by_officer;
      ALTER TABLE cases DROP COLUMN former_offices;
    `);
  }
}
