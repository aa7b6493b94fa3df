import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What help is given in (areas), of what kind, under which treaties, and how it is reported (purpose codes, SDG targets). */
export class ThematicAreas1764000013000 implements MigrationInterface {
  readonly name = 'ThematicAreas1764000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE purpose_codes (
        code            text          CONSTRAINT purpose_codes_pk PRIMARY KEY,
        category        text          NOT NULL,
        names           jsonb         NOT NULL,
        description     text,
        retired_at      timestamptz(3),
        CONSTRAINT purpose_codes_named CHECK (names ? 'en')
      );
      CREATE TABLE sdg_targets (
        code            text          CONSTRAINT sdg_targets_pk PRIMARY KEY,
        goal            integer       NOT NULL CONSTRAINT sdg_targets_goal_known CHECK (goal BETWEEN 1 AND 17),
        names           jsonb         NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT sdg_targets_named CHECK (names ? 'en')
      );
      CREATE TABLE assistance_types (
        code            text          CONSTRAINT assistance_types_pk PRIMARY KEY,
        position        integer       NOT NULL,
        names           jsonb         NOT NULL,
        counts_toward_security_forces_support boolean NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT assistance_types_named CHECK (names ?& ARRAY['ar','en','es','fr','ru','zh'])
      );
      CREATE TABLE instruments (
        code            text          CONSTRAINT instruments_pk PRIMARY KEY,
        position        integer       NOT NULL,
        group_code      text          NOT NULL,
        short_title     text          NOT NULL,
        title           text          NOT NULL,
        adopted_on      date          NOT NULL,
        adopted_at_place text         NOT NULL,
        in_force_since  date,
        unts            jsonb         NOT NULL,
        depositary      text          NOT NULL,
        mtdsg_number    text,
        adopted_by      text,
        confidence      text          NOT NULL,
        party_counts    jsonb         NOT NULL,
        note            text          NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT instruments_confidence_known CHECK (confidence IN ('checked','checked-volume','checked-dates','from-knowledge'))
      );
      COMMENT ON COLUMN instruments.party_counts IS 'Dated figures of named sources, never current ones.';

      CREATE TABLE thematic_areas (
        code            text          CONSTRAINT thematic_areas_pk PRIMARY KEY,
        position        integer       NOT NULL,
        family          text          NOT NULL CONSTRAINT thematic_areas_family_fk REFERENCES thematic_areas DEFERRABLE INITIALLY DEFERRED,
        names           jsonb         NOT NULL,
        resolution_paragraphs integer[] NOT NULL,
        default_sensitivity text      NOT NULL,
        security_forces_likely boolean NOT NULL,
        retired_at      timestamptz(3),
        CONSTRAINT thematic_areas_named CHECK (names ?& ARRAY['ar','en','es','fr','ru','zh']),
        CONSTRAINT thematic_areas_sensitivity_known
          CHECK (default_sensitivity IN ('unclassified','confidential','strictly-confidential'))
      );
      CREATE TABLE thematic_area_purpose_codes (
        area_code       text          NOT NULL CONSTRAINT thematic_area_purpose_codes_area_fk REFERENCES thematic_areas,
        purpose_code    text          NOT NULL CONSTRAINT thematic_area_purpose_codes_code_fk REFERENCES purpose_codes,
        position        integer       NOT NULL,
        CONSTRAINT thematic_area_purpose_codes_pk PRIMARY KEY (area_code, purpose_code)
      );
      CREATE TABLE thematic_area_sdg_targets (
        area_code       text          NOT NULL CONSTRAINT thematic_area_sdg_targets_area_fk REFERENCES thematic_areas,
        target_code     text          NOT NULL CONSTRAINT thematic_area_sdg_targets_target_fk REFERENCES sdg_targets,
        position        integer       NOT NULL,
        CONSTRAINT thematic_area_sdg_targets_pk PRIMARY KEY (area_code, target_code)
      );
      CREATE TABLE thematic_area_instruments (
        area_code       text          NOT NULL CONSTRAINT thematic_area_instruments_area_fk REFERENCES thematic_areas,
        instrument_code text          NOT NULL CONSTRAINT thematic_area_instruments_instrument_fk REFERENCES instruments,
        position        integer       NOT NULL,
        is_principal    boolean       NOT NULL,
        CONSTRAINT thematic_area_instruments_pk PRIMARY KEY (area_code, instrument_code)
      );
      COMMENT ON COLUMN thematic_area_instruments.is_principal
        IS 'Named by the area itself; the others are named by the instrument as related to the area.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE thematic_area_instruments, thematic_area_sdg_targets, thematic_area_purpose_codes, thematic_areas,
                  instruments, assistance_types, sdg_targets, purpose_codes`,
    );
  }
}
