import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Member States and observers with their United Nations names, their regions, and the groups they belong to. */
export class MemberStates1764000011000 implements MigrationInterface {
  readonly name = 'MemberStates1764000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE m49_regions (
        code            text          CONSTRAINT m49_regions_pk PRIMARY KEY,
        level           text          NOT NULL,
        parent_code     text          CONSTRAINT m49_regions_parent_fk REFERENCES m49_regions DEFERRABLE INITIALLY DEFERRED,
        names           jsonb         NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT m49_regions_level_known CHECK (level IN ('world','region','subRegion','intermediateRegion')),
        CONSTRAINT m49_regions_named CHECK (names ?& ARRAY['ar','en','es','fr','ru','zh'])
      );

      CREATE TABLE member_states (
        code            text          CONSTRAINT member_states_pk PRIMARY KEY,
        iso2            text          NOT NULL CONSTRAINT member_states_iso2_unique UNIQUE,
        m49             text          NOT NULL CONSTRAINT member_states_m49_unique UNIQUE,
        status          text          NOT NULL CONSTRAINT member_states_status_known CHECK (status IN ('member','observer')),
        names           jsonb         NOT NULL,
        region_code     text          NOT NULL CONSTRAINT member_states_region_fk REFERENCES m49_regions,
        sub_region_code text          NOT NULL CONSTRAINT member_states_sub_region_fk REFERENCES m49_regions,
        intermediate_region_code text CONSTRAINT member_states_intermediate_region_fk REFERENCES m49_regions,
        groups          text[]        NOT NULL,
        ldc_graduation_on date,
        ldc_graduation_status text    CONSTRAINT member_states_graduation_known CHECK (ldc_graduation_status IN ('scheduled','graduated')),
        retired_at      timestamptz(3),
        CONSTRAINT member_states_code_form CHECK (code ~ '^[A-Z]{3}$'),
        CONSTRAINT member_states_named CHECK (names ?& ARRAY['ar','en','es','fr','ru','zh']),
        CONSTRAINT member_states_groups_known CHECK (groups <@ ARRAY['ldc','lldc','sids','economy-in-transition'])
      );
      COMMENT ON COLUMN member_states.groups IS 'As the data set says; decisions in member_state_group_decisions win over it.';
      COMMENT ON COLUMN member_states.ldc_graduation_on IS 'A scheduled date changes nothing by itself: such dates are often deferred.';

      CREATE TABLE member_state_group_decisions (
        state_code      text          NOT NULL CONSTRAINT member_state_group_decisions_state_fk REFERENCES member_states,
        group_code      text          NOT NULL,
        belongs         boolean       NOT NULL,
        reason          text          NOT NULL,
        decided_by      uuid          CONSTRAINT member_state_group_decisions_person_fk REFERENCES people,
        decided_at      timestamptz(3) NOT NULL,
        CONSTRAINT member_state_group_decisions_pk PRIMARY KEY (state_code, group_code),
        CONSTRAINT member_state_group_decisions_group_known
          CHECK (group_code IN ('ldc','lldc','sids','economy-in-transition','emerging-from-conflict'))
      );
      COMMENT ON TABLE member_state_group_decisions IS 'Administrators'' decisions. A reload never touches them.';
      COMMENT ON COLUMN member_state_group_decisions.decided_by IS 'Null where it was decided at the command line of the server.';

      CREATE VIEW member_state_groups AS
        SELECT state.code AS state_code, groups.code AS group_code,
               CASE WHEN decision.belongs IS NULL THEN 'dataset' ELSE 'administrator' END AS decided_by
          FROM member_states state
         CROSS JOIN (VALUES ('ldc'), ('lldc'), ('sids'), ('economy-in-transition'), ('emerging-from-conflict')) AS groups (code)
          LEFT JOIN member_state_group_decisions decision
            ON decision.state_code = state.code AND decision.group_code = groups.code
         WHERE coalesce(decision.belongs, groups.code = ANY (state.groups));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW member_state_groups');
    await runner.query('DROP TABLE member_state_group_decisions, member_states, m49_regions');
  }
}
