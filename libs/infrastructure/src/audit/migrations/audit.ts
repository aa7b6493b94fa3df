import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail: records beside the histories of cases, the chain over both, and signed seals. */
export class Audit1764000040000 implements MigrationInterface {
  readonly name = 'Audit1764000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_records (
        id              uuid          CONSTRAINT audit_records_pk PRIMARY KEY,
        kind            text          NOT NULL,
        actor_id        uuid,
        subject_type    text          NOT NULL,
        subject_id      uuid          NOT NULL,
        detail          jsonb         NOT NULL,
        occurred_at     timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE audit_records IS 'Ids and codes only, no names: the trail outlives what it must forget.';
      CREATE INDEX audit_records_by_time ON audit_records (occurred_at);
      CREATE INDEX audit_records_by_subject ON audit_records (subject_id, kind, occurred_at);

      CREATE TABLE audit_entries (
        sequence        bigint        CONSTRAINT audit_entries_pk PRIMARY KEY,
        case_id         uuid,
        case_sequence   integer,
        record_id       uuid          CONSTRAINT audit_entries_record_once UNIQUE,
        salt            bytea,
        content_hash    bytea         NOT NULL,
        entry_hash      bytea         NOT NULL,
        chain_hash      bytea         NOT NULL,
        case_chain_hash bytea,
        sealed_at       timestamptz(3) NOT NULL,
        CONSTRAINT audit_entries_event_once UNIQUE (case_id, case_sequence),
        CONSTRAINT audit_entries_one_source CHECK ((case_id IS NULL) <> (record_id IS NULL) AND (case_id IS NULL) = (case_sequence IS NULL))
      );
      COMMENT ON COLUMN audit_entries.salt IS 'Null where the content has been erased; an erasure is itself an entry.';
      COMMENT ON COLUMN audit_entries.chain_hash IS 'SHA-256 of the chain hash before and the entry hash.';
      COMMENT ON COLUMN audit_entries.case_chain_hash IS 'The same over the entries of one case alone.';

      CREATE TABLE case_seals (
        case_id         uuid          NOT NULL,
        case_sequence   integer       NOT NULL,
        document        jsonb         NOT NULL,
        signature       bytea         NOT NULL,
        CONSTRAINT case_seals_pk PRIMARY KEY (case_id, case_sequence)
      );
      COMMENT ON COLUMN case_seals.signature IS 'Ed25519 over the canonical form of the document.';

      CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% of % is refused: history is only ever added to', TG_OP, TG_TABLE_NAME;
      END $$;
      CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
      CREATE TRIGGER audit_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_records
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
      CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
      CREATE TRIGGER case_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_seals
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER case_events_append_only ON case_events;
      DROP TABLE case_seals, audit_entries, audit_records;
      DROP FUNCTION refuse_rewriting();
    `);
  }
}
