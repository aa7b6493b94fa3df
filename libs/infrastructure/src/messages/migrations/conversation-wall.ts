import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words on a case stand behind the wall of the case, also where a table refers to it through its history only. */
export class ConversationWall1764400053000 implements MigrationInterface {
  readonly name = 'ConversationWall1764400053000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT wall.put_before('case_messages');
      SELECT wall.put_before('case_message_translations');
      SELECT wall.put_before('inbound_replies');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['inbound_replies', 'case_message_translations', 'case_messages'])
      await runner.query(`DROP POLICY ${table}_wall ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  }
}
