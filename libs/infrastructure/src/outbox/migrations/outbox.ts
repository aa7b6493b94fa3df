import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Messages that leave with a committed change, and who has dealt with them. */
export class Outbox1764000002000 implements MigrationInterface {
  readonly name = 'Outbox1764000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox_messages (
        id              uuid          CONSTRAINT outbox_messages_pk PRIMARY KEY,
        topic           text          NOT NULL,
        payload         jsonb         NOT NULL,
        case_id         uuid,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        try             integer       NOT NULL DEFAULT 0,
        send_after      timestamptz(3) NOT NULL DEFAULT now(),
        sent_at         timestamptz(3),
        check_after     timestamptz(3),
        done_at         timestamptz(3),
        given_up_at     timestamptz(3),
        discarded_at    timestamptz(3),
        last_error      text
      );
      COMMENT ON COLUMN outbox_messages.payload IS 'Identifiers only; the worker reads the truth afresh.';
      COMMENT ON COLUMN outbox_messages.try IS 'Times the message was taken back from the queue and sent anew; part of the job id.';
      COMMENT ON COLUMN outbox_messages.sent_at IS 'Handed to the queue. Not the same as done: the queue may lose it.';
      COMMENT ON COLUMN outbox_messages.check_after IS 'When the sweeper looks whether the queue still has it.';
      COMMENT ON COLUMN outbox_messages.last_error IS 'A code, never the text of a case.';
      CREATE INDEX outbox_messages_to_send ON outbox_messages (send_after, id)
        WHERE sent_at IS NULL AND done_at IS NULL AND given_up_at IS NULL;
      CREATE INDEX outbox_messages_in_flight ON outbox_messages (check_after, id)
        WHERE sent_at IS NOT NULL AND done_at IS NULL AND given_up_at IS NULL;
      CREATE INDEX outbox_messages_given_up ON outbox_messages (given_up_at, id)
        WHERE given_up_at IS NOT NULL AND discarded_at IS NULL;
      CREATE INDEX outbox_messages_finished ON outbox_messages (coalesce(done_at, discarded_at), id)
        WHERE done_at IS NOT NULL OR discarded_at IS NOT NULL;

      CREATE TABLE processed_messages (
        message_id      uuid          NOT NULL,
        consumer        text          NOT NULL,
        processed_at    timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT processed_messages_pk PRIMARY KEY (message_id, consumer)
      );
      CREATE INDEX processed_messages_by_age ON processed_messages (processed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE processed_messages, outbox_messages');
  }
}
