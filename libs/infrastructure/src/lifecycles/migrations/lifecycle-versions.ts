import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published lifecycles, immutable with their checksum, and which one new requests of an area start under. */
export class LifecycleVersions1764000032000 implements MigrationInterface {
  readonly name = 'LifecycleVersions1764000032000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE lifecycle_versions (
        id              text          NOT NULL,
        version         integer       NOT NULL CONSTRAINT lifecycle_versions_version_positive CHECK (version > 0),
        origin          text          NOT NULL CONSTRAINT lifecycle_versions_origin_known CHECK (origin IN ('product','uploaded')),
        document        jsonb         NOT NULL,
        checksum        text          NOT NULL,
        areas           text[]        NOT NULL,
        proposed_by     uuid          CONSTRAINT lifecycle_versions_proposer_fk REFERENCES people,
        proposed_at     timestamptz(3) NOT NULL DEFAULT now(),
        published_by    uuid          CONSTRAINT lifecycle_versions_publisher_fk REFERENCES people,
        published_at    timestamptz(3),
        CONSTRAINT lifecycle_versions_pk PRIMARY KEY (id, version),
        CONSTRAINT lifecycle_versions_four_eyes CHECK (published_at IS NULL OR origin = 'product' OR published_by <> proposed_by)
      );
      COMMENT ON COLUMN lifecycle_versions.checksum IS 'SHA-256 over the canonical form of the rules; labels are outside it.';
      COMMENT ON COLUMN lifecycle_versions.areas IS 'Thematic areas whose new requests start under it once it is published.';

      CREATE TABLE area_lifecycles (
        area            text          CONSTRAINT area_lifecycles_pk PRIMARY KEY,
        lifecycle_id    text          NOT NULL,
        lifecycle_version integer     NOT NULL,
        since_at        timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT area_lifecycles_version_fk FOREIGN KEY (lifecycle_id, lifecycle_version) REFERENCES lifecycle_versions (id, version)
      );

      ALTER TABLE cases ADD CONSTRAINT cases_lifecycle_fk
        FOREIGN KEY (workflow_id, workflow_version) REFERENCES lifecycle_versions (id, version);
      CREATE INDEX cases_by_lifecycle ON cases (workflow_id, workflow_version, id) WHERE is_open;

      CREATE FUNCTION refuse_change_of_published_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          RAISE EXCEPTION 'lifecycle % version % is published and stays', OLD.id, OLD.version USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.checksum <> OLD.checksum OR (NEW.document - 'labels') <> (OLD.document - 'labels') OR NEW.published_at IS DISTINCT FROM OLD.published_at THEN
          RAISE EXCEPTION 'lifecycle % version % is published; its rules never change', OLD.id, OLD.version USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER published_lifecycles_stay BEFORE UPDATE OR DELETE ON lifecycle_versions
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_published_lifecycle();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cases DROP CONSTRAINT cases_lifecycle_fk;
      DROP INDEX cases_by_lifecycle;
      DROP TABLE area_lifecycles, lifecycle_versions;
      DROP FUNCTION refuse_change_of_published_lifecycle;
    `);
  }
}
