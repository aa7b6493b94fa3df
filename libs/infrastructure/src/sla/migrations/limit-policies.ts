import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits of thematic areas as versioned settings, and the version each case counts by. */
export class LimitPolicies1764200000000 implements MigrationInterface {
  readonly name = 'LimitPolicies1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE limit_policies (
        id               uuid          CONSTRAINT limit_policies_pk PRIMARY KEY,
        area             text          NOT NULL CONSTRAINT limit_policies_area_fk REFERENCES thematic_areas,
        based_on_version integer,
        limits           jsonb         NOT NULL,
        reason           text          NOT NULL,
        proposed_by      uuid          CONSTRAINT limit_policies_proposer_fk REFERENCES people,
        proposed_at      timestamptz(3) NOT NULL,
        settled_by       uuid          CONSTRAINT limit_policies_settler_fk REFERENCES people,
        settled_at       timestamptz(3),
        version          integer       CONSTRAINT limit_policies_version_unique UNIQUE,
        CONSTRAINT limit_policies_base_fk FOREIGN KEY (based_on_version) REFERENCES limit_policies (version),
        CONSTRAINT limit_policies_version_settled CHECK (version IS NULL OR settled_at IS NOT NULL),
        CONSTRAINT limit_policies_four_eyes CHECK (version IS NULL OR proposed_by IS NULL OR settled_by IS DISTINCT FROM proposed_by)
      );
      COMMENT ON COLUMN limit_policies.version IS 'Given when the proposal comes into force; one series over all areas. Without one a settled proposal was withdrawn.';
      COMMENT ON COLUMN limit_policies.limits IS 'The promises whose limits differ from what the lifecycle says, by urgency.';
      CREATE INDEX limit_policies_in_force ON limit_policies (area, version DESC) WHERE version IS NOT NULL;
      CREATE INDEX limit_policies_proposed ON limit_policies (area, proposed_at) WHERE settled_at IS NULL;

      CREATE FUNCTION refuse_changed_policy() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% of a settled policy is refused: due times of the past are explained by it', TG_OP;
      END $$;
      CREATE TRIGGER limit_policies_settled_for_good BEFORE UPDATE OR DELETE ON limit_policies
        FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION refuse_changed_policy();

      ALTER TABLE cases ADD COLUMN policy_version integer
        CONSTRAINT cases_policy_version_fk REFERENCES limit_policies (version);
      COMMENT ON COLUMN cases.policy_version IS 'The version of limits its clocks count by; null for those of the lifecycle. Every change of it is in the history too.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cases DROP COLUMN policy_version');
    await runner.query('DROP TABLE limit_policies');
    await runner.query('DROP FUNCTION refuse_changed_policy()');
  }
}
