import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told inside the product, what they prefer, and mail that is gathered over a day or a week. */
export class Inboxes1764000050000 implements MigrationInterface {
  readonly name = 'Inboxes1764000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notifications
        ADD COLUMN case_state    text NOT NULL DEFAULT '',
        ADD COLUMN position      bigint,
        ADD COLUMN read_at       timestamptz(3),
        ADD COLUMN digest_after  timestamptz(3),
        ADD COLUMN bundle_id     uuid;
      ALTER TABLE notifications ALTER COLUMN case_state DROP DEFAULT;
      COMMENT ON COLUMN notifications.case_state IS 'Where the case stood when this was told.';
      COMMENT ON COLUMN notifications.position IS 'The place in the reader''s inbox; later entries have higher ones.';
      COMMENT ON COLUMN notifications.digest_after IS 'Set where the reader wants it gathered: not to be mailed before.';
      COMMENT ON COLUMN notifications.bundle_id IS 'Mailed together under this key: a burst about one case, or a digest. Never changed, so that a repetition is the same mail.';
      CREATE UNIQUE INDEX notifications_by_position ON notifications (person_id, position DESC) WHERE channel = 'inbox';
      CREATE INDEX notifications_unread ON notifications (person_id, position DESC)
        WHERE channel = 'inbox' AND read_at IS NULL AND status = 'sent';
      CREATE INDEX notifications_mail_to_send ON notifications (person_id, case_id)
        WHERE channel = 'mail' AND status = 'waiting';
      CREATE INDEX notifications_mail_sent ON notifications (person_id, case_id, settled_at) WHERE channel = 'mail' AND status = 'sent';
      CREATE INDEX notifications_to_gather ON notifications (digest_after, person_id)
        WHERE channel = 'mail' AND status = 'waiting' AND digest_after IS NOT NULL AND bundle_id IS NULL;
      CREATE INDEX notifications_of_bundle ON notifications (bundle_id) WHERE bundle_id IS NOT NULL;

      CREATE TABLE inboxes (
        person_id       uuid          CONSTRAINT inboxes_pk PRIMARY KEY CONSTRAINT inboxes_person_fk REFERENCES people,
        last_position   bigint        NOT NULL DEFAULT 0,
        unread          integer       NOT NULL DEFAULT 0 CONSTRAINT inboxes_unread_counts CHECK (unread >= 0),
        changes         bigint        NOT NULL DEFAULT 0
      );
      COMMENT ON TABLE inboxes IS 'One row a reader: whoever adds to an inbox locks it, so that positions appear in their order.';
      COMMENT ON COLUMN inboxes.changes IS 'Grows with every change, also when something is read or withdrawn.';

      CREATE TABLE notification_preferences (
        person_id       uuid          NOT NULL CONSTRAINT notification_preferences_person_fk REFERENCES people,
        event           text          NOT NULL,
        inbox           boolean       NOT NULL,
        mail            text          NOT NULL CONSTRAINT notification_preferences_mail_known CHECK (mail IN ('at-once','daily','weekly','never')),
        changed_at      timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT notification_preferences_pk PRIMARY KEY (person_id, event)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE notification_preferences, inboxes;
      ALTER TABLE notifications DROP COLUMN case_state, DROP COLUMN position, DROP COLUMN read_at, DROP COLUMN digest_after, DROP COLUMN bundle_id;
    `);
  }
}
