import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told of which event of a case, by which channel, and whether it has arrived. */
export class Notifications1764000020000 implements MigrationInterface {
  readonly name = 'Notifications1764000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        id              uuid          CONSTRAINT notifications_pk PRIMARY KEY,
        message_id      uuid          NOT NULL,
        case_id         uuid          NOT NULL CONSTRAINT notifications_case_fk REFERENCES cases,
        sequence        integer       NOT NULL,
        template        text          NOT NULL,
        audience        text[]        NOT NULL,
        person_id       uuid          NOT NULL CONSTRAINT notifications_person_fk REFERENCES people,
        channel         text          NOT NULL,
        status          text          NOT NULL DEFAULT 'waiting',
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        leased_until    timestamptz(3),
        settled_at      timestamptz(3),
        cause           text,
        CONSTRAINT notifications_once UNIQUE (message_id, person_id, channel),
        CONSTRAINT notifications_status_known CHECK (status IN ('waiting','sent','failed','withdrawn'))
      );
      COMMENT ON COLUMN notifications.message_id IS 'The outbox message that caused it.';
      COMMENT ON COLUMN notifications.leased_until IS 'One worker at a time talks to the mail server about it.';
      CREATE INDEX notifications_by_person ON notifications (person_id, created_at DESC, id DESC);
      CREATE INDEX notifications_by_case ON notifications (case_id, sequence);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notifications');
  }
}
