import { rows, type Sql } from '../database/sql.js';

/** The channel on which open streams hear whose inbox has changed. */
export const INBOX_CHANNEL = 'inbox';

/**
 * The places in inboxes. A reader's row is locked while something is added, so that positions appear in their order and
 * a stream that has seen one has seen all before it. Rows are locked in the order of their keys.
 */
export class Inboxes {
  constructor(private readonly sql: Sql) {}

  /** The next position in each of these inboxes, at which it rings too. */
  async takePositions(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (personIds.length === 0) return new Map();
    const taken = await rows<{ personId: string; position: string }>(
      this.sql,
      `WITH taken AS (
         INSERT INTO inboxes AS i (person_id, last_position)
         SELECT id, 1 FROM unnest($1::uuid[]) AS p (id) ORDER BY id
         ON CONFLICT ON CONSTRAINT inboxes_pk DO UPDATE SET last_position = i.last_position + 1
         RETURNING person_id, last_position
       ) SELECT person_id AS "personId", last_position AS position, pg_notify($2, person_id::text) FROM taken`,
      [personIds, INBOX_CHANNEL],
    );
    return new Map(taken.map(({ personId, position }) => [personId, position]));
  }

  /** Heard when the transaction commits, and not before. */
  async ring(personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    await this.sql.query('SELECT pg_notify($1, id) FROM unnest($2::text[]) AS p (id)', [INBOX_CHANNEL, personIds]);
  }
}
