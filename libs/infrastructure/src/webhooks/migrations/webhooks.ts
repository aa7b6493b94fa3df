import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receivers outside, what is sent to them, and every attempt at it. */
export class Webhooks1764400002000 implements MigrationInterface {
  readonly name = 'Webhooks1764400002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_subscriptions (
        id              uuid          CONSTRAINT webhook_subscriptions_pk PRIMARY KEY,
        version         integer       NOT NULL DEFAULT 1,
        state_code      text,
        office_code     text,
        url             text          NOT NULL,
        events          text[]        NOT NULL,
        description     text          NOT NULL,
        responsible_id  uuid          NOT NULL CONSTRAINT webhook_subscriptions_responsible_fk REFERENCES people,
        secret          bytea         NOT NULL,
        previous_secret bytea,
        previous_until  timestamptz(3),
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        failing_since   timestamptz(3),
        disabled_at     timestamptz(3),
        disabled_cause  text,
        CONSTRAINT webhook_subscriptions_one_scope CHECK (state_code IS NULL OR office_code IS NULL),
        CONSTRAINT webhook_subscriptions_cause_known CHECK (disabled_cause IN ('by-hand','gone','failing')),
        CONSTRAINT webhook_subscriptions_off_with_cause CHECK ((disabled_at IS NULL) = (disabled_cause IS NULL))
      );
      COMMENT ON COLUMN webhook_subscriptions.events IS 'Empty means all.';
      COMMENT ON COLUMN webhook_subscriptions.secret IS 'Encrypted with a key that is not in the database.';
      COMMENT ON COLUMN webhook_subscriptions.previous_secret IS 'Goes on signing beside the new one until previous_until.';
      COMMENT ON COLUMN webhook_subscriptions.responsible_id IS 'The receiver is told what this person may see.';
      CREATE INDEX webhook_subscriptions_by_scope ON webhook_subscriptions (state_code, office_code, id);

      CREATE TABLE webhook_deliveries (
        id              uuid          CONSTRAINT webhook_deliveries_pk PRIMARY KEY,
        subscription_id uuid          NOT NULL CONSTRAINT webhook_deliveries_subscription_fk REFERENCES webhook_subscriptions ON DELETE CASCADE,
        case_id         uuid          CONSTRAINT webhook_deliveries_case_fk REFERENCES cases,
        sequence        integer,
        event           text          NOT NULL,
        occurred_at     timestamptz(3) NOT NULL,
        status          text          NOT NULL DEFAULT 'waiting',
        attempts        integer       NOT NULL DEFAULT 0,
        first_attempt   integer       NOT NULL DEFAULT 0,
        next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
        leased_until    timestamptz(3),
        settled_at      timestamptz(3),
        last_status     integer,
        last_cause      text,
        CONSTRAINT webhook_deliveries_once UNIQUE (subscription_id, case_id, sequence, event),
        CONSTRAINT webhook_deliveries_status_known CHECK (status IN ('waiting','delivered','failed','withdrawn')),
        CONSTRAINT webhook_deliveries_about_whole CHECK ((case_id IS NULL) = (sequence IS NULL))
      );
      COMMENT ON COLUMN webhook_deliveries.first_attempt IS 'The attempts made before it was last sent on its way; patience is counted from here.';
      CREATE INDEX webhook_deliveries_log ON webhook_deliveries (subscription_id, id DESC);
      CREATE INDEX webhook_deliveries_at_work ON webhook_deliveries (subscription_id, leased_until) WHERE leased_until IS NOT NULL;
      CREATE INDEX webhook_deliveries_open ON webhook_deliveries (status, subscription_id) WHERE status IN ('waiting','failed');
      CREATE INDEX webhook_deliveries_settled ON webhook_deliveries (settled_at) WHERE settled_at IS NOT NULL;

      CREATE TABLE webhook_attempts (
        delivery_id     uuid          NOT NULL CONSTRAINT webhook_attempts_delivery_fk REFERENCES webhook_deliveries ON DELETE CASCADE,
        attempt         integer       NOT NULL,
        attempted_at    timestamptz(3) NOT NULL DEFAULT now(),
        http_status     integer,
        cause           text,
        duration_ms     integer       NOT NULL,
        CONSTRAINT webhook_attempts_pk PRIMARY KEY (delivery_id, attempt)
      );
      COMMENT ON TABLE webhook_attempts IS 'Status and code only: what a receiver writes back is not kept.';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_attempts, webhook_deliveries, webhook_subscriptions');
  }
}
