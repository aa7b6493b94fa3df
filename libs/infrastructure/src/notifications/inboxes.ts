import { rows, type Sql } from '../database/sql.js';

/** The counters of inboxes. Rows are locked in the order of their keys, always before the notifications are written. */
export class Inboxes {
  constructor(private readonly sql: Sql) {}

  /** The next position in each of these inboxes, with one more unread. */
  async takePositions(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (personIds.length === 0) return new Map();
    const taken = await rows<{ personId: string; position: string }>(
      this.sql,
      `WITH taken AS (
         INSERT INTO inboxes AS i (person_id, last_position, unread, changes)
         SELECT id, 1, 1, 1 FROM unnest($1::uuid[]) AS p (id) ORDER BY id
         ON CONFLICT ON CONSTRAINT inboxes_pk
           DO UPDATE SET last_position = i.last_position + 1, unread = i.unread + 1, changes = i.changes + 1
         RETURNING person_id, last_position
       ) SELECT person_id AS "personId", last_position AS position FROM taken`,
      [personIds],
    );
    return new Map(taken.map(({ personId, position }) => [personId, position]));
  }

  async lowerUnread(by: readonly { readonly personId: string; readonly unread: number }[]): Promise<void> {
    if (by.length === 0) return;
    await this.sql.query(
      `UPDATE inboxes i SET unread = i.unread - r.unread, changes = i.changes + 1
         FROM (SELECT * FROM unnest($1::uuid[], $2::int[]) AS r (person_id, unread) ORDER BY 1) r WHERE i.person_id = r.person_id`,
      [by.map(({ personId }) => personId), by.map(({ unread }) => unread)],
    );
  }
}
