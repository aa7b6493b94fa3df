import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The record of a case, its append-only history, its clocks, and answers kept for repeated keys. */
export class Cases1764000001000 implements MigrationInterface {
  readonly name = 'Cases1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cases (
        id                uuid          CONSTRAINT cases_pk PRIMARY KEY,
        reference         text          NOT NULL CONSTRAINT cases_reference_unique UNIQUE,
        version           integer       NOT NULL,
        history_length    integer       NOT NULL,
        workflow_id       text          NOT NULL,
        workflow_version  integer       NOT NULL,

        state             text          NOT NULL,
        phase             text          NOT NULL,
        holder            text          NOT NULL,
        is_open           boolean       NOT NULL,
        origin            text,
        gates             jsonb         NOT NULL,
        consents          jsonb         NOT NULL,
        performers        jsonb         NOT NULL,

        requesting_state  text          NOT NULL,
        area              text          NOT NULL,
        urgency           text          NOT NULL,
        sensitivity       text          NOT NULL,
        lead_office       text,
        supporting_offices text[]       NOT NULL DEFAULT '{}',
        case_officer_id   uuid          CONSTRAINT cases_case_officer_fk REFERENCES people,
        created_by        uuid          NOT NULL CONSTRAINT cases_created_by_fk REFERENCES people,

        request           jsonb         NOT NULL,
        established       jsonb         NOT NULL,

        next_due_at       timestamptz(3),
        created_at        timestamptz(3) NOT NULL,
        submitted_at      timestamptz(3),
        closed_at         timestamptz(3),
        changed_at        timestamptz(3) NOT NULL,

        CONSTRAINT cases_urgency_known CHECK (urgency IN ('emergency','urgent','routine')),
        CONSTRAINT cases_sensitivity_known CHECK (sensitivity IN ('unclassified','confidential','strictly-confidential'))
      );
      COMMENT ON COLUMN cases.request IS 'What the State wrote: title, summary, beneficiary, kinds of assistance.';
      COMMENT ON COLUMN cases.established IS 'What later acts established and guards ask for: consent to refer, funds confirmed, reasons.';
      CREATE INDEX cases_by_requesting_state ON cases (requesting_state, changed_at DESC, id DESC);
      CREATE INDEX cases_by_lead_office ON cases (lead_office, changed_at DESC, id DESC) WHERE lead_office IS NOT NULL;
      CREATE INDEX cases_by_supporting_office ON cases USING gin (supporting_offices);
      CREATE INDEX cases_by_change ON cases (changed_at DESC, id DESC);
      CREATE INDEX cases_by_next_due ON cases (next_due_at, id) WHERE next_due_at IS NOT NULL;

      CREATE TABLE case_events (
        case_id           uuid          NOT NULL CONSTRAINT case_events_case_fk REFERENCES cases,
        sequence          integer       NOT NULL,
        case_version      integer       NOT NULL,
        type              text          NOT NULL,
        name              text,
        from_state        text,
        to_state          text,
        actor_id          uuid          CONSTRAINT case_events_actor_fk REFERENCES people,
        actor_role        text          NOT NULL,
        reason            text,
        detail            jsonb         NOT NULL,
        occurred_at       timestamptz(3) NOT NULL,
        CONSTRAINT case_events_pk PRIMARY KEY (case_id, sequence)
      );
      COMMENT ON COLUMN case_events.actor_id IS 'Null where the system acted (a deadline fell due).';
      CREATE INDEX case_events_by_time ON case_events (occurred_at);

      CREATE TABLE clocks (
        id                uuid          CONSTRAINT clocks_pk PRIMARY KEY,
        case_id           uuid          NOT NULL CONSTRAINT clocks_case_fk REFERENCES cases,
        target            text          NOT NULL,
        ordinal           integer       NOT NULL,
        status            text          NOT NULL CONSTRAINT clocks_status_known CHECK (status IN ('running','paused','met','ended')),
        opened_at         timestamptz(3) NOT NULL,
        closed_at         timestamptz(3),
        due_at            timestamptz(3),
        next_threshold    text,
        next_fire_at      timestamptz(3),
        breached_at       timestamptz(3),
        detail            jsonb         NOT NULL,
        CONSTRAINT clocks_of_case_unique UNIQUE (case_id, target, ordinal)
      );
      COMMENT ON COLUMN clocks.detail IS 'The whole record of the clock: limit, calendars, pauses, changes and the instants of every threshold.';
      CREATE INDEX clocks_due ON clocks (next_fire_at, id) WHERE next_fire_at IS NOT NULL;

      CREATE TABLE idempotency_keys (
        person_id         uuid          NOT NULL CONSTRAINT idempotency_keys_person_fk REFERENCES people,
        key               text          NOT NULL,
        fingerprint       bytea         NOT NULL,
        answer            jsonb         NOT NULL,
        created_at        timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT idempotency_keys_pk PRIMARY KEY (person_id, key)
      );
      CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys, clocks, case_events, cases');
  }
}
