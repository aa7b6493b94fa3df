import { type Actor, DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';
import { Inboxes } from './inboxes.js';
import { Readers } from './readers.js';

export interface InboxEntry {
  readonly id: string;
  /** Grows from entry to entry of one inbox. */
  readonly position: string;
  readonly event: string;
  readonly caseId: string;
  readonly reference: string;
  readonly title: string;
  readonly toldAt: Date;
  readonly readAt: Date | null;
}

export class NoSuchEntry extends DomainError {
  readonly code = 'notification.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such notification in your inbox');
  }
}

/** More than anybody counts; the figure stops there. */
export const MOST_UNREAD = 1_000;

const IN_INBOX = `n.person_id = $1 AND n.channel = 'inbox' AND n.status = 'sent'`;
const ENTRY = `n.id, n.position, n.template AS event, c.id AS "caseId", c.reference, coalesce(c.request->>'title', '') AS title,
  n.created_at AS "toldAt", n.read_at AS "readAt"`;

/**
 * The inbox of a reader. A case that has gone out of the reader's sight takes its entries and their count with it.
 * Everything asks with the roles in force at that moment.
 */
export class InboxDesk {
  private readonly readers: Readers;
  private readonly inboxes: Inboxes;

  constructor(private readonly dataSource: DataSource) {
    this.readers = new Readers(dataSource);
    this.inboxes = new Inboxes(dataSource);
  }

  /** How many entries wait to be read, at most `MOST_UNREAD`. */
  async unread(actor: Actor): Promise<number> {
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    const [answer] = await rows<{ count: number }>(
      this.dataSource,
      `SELECT count(*)::int AS count FROM (
         SELECT 1 FROM notifications n JOIN cases c ON c.id = n.case_id
          WHERE ${IN_INBOX} AND n.read_at IS NULL AND ${condition} LIMIT $2) unread`,
      [actor.personId, MOST_UNREAD, ...parameters],
    );
    return answer?.count ?? 0;
  }

  /** Newest first, before a position. */
  before(actor: Actor, position: string | null, onlyUnread: boolean, limit: number): Promise<readonly InboxEntry[]> {
    const { condition, parameters } = visibleTo(actor, 'c', 5);
    return rows<InboxEntry>(
      this.dataSource,
      `SELECT ${ENTRY} FROM notifications n JOIN cases c ON c.id = n.case_id
        WHERE ${IN_INBOX} AND ($2::bigint IS NULL OR n.position < $2) AND (NOT $3 OR n.read_at IS NULL) AND ${condition}
        ORDER BY n.position DESC LIMIT $4`,
      [actor.personId, position, onlyUnread, limit, ...parameters],
    );
  }

  /** Oldest first, after a position: what a stream has not shown yet. */
  after(actor: Actor, position: string, limit: number): Promise<readonly InboxEntry[]> {
    const { condition, parameters } = visibleTo(actor, 'c', 4);
    return rows<InboxEntry>(
      this.dataSource,
      `SELECT ${ENTRY} FROM notifications n JOIN cases c ON c.id = n.case_id
        WHERE ${IN_INBOX} AND n.position > $2 AND ${condition} ORDER BY n.position LIMIT $3`,
      [actor.personId, position, limit, ...parameters],
    );
  }

  async lastPosition(personId: string): Promise<string> {
    const [inbox] = await rows<{ position: string }>(
      this.dataSource,
      'SELECT last_position AS position FROM inboxes WHERE person_id = $1',
      [personId],
    );
    return inbox?.position ?? '0';
  }

  /** The reader with the roles in force now; undefined once the account is closed. */
  actor(personId: string): Promise<Actor | undefined> {
    return this.readers.actor(personId);
  }

  /** @throws NoSuchEntry */
  async markRead(actor: Actor, entryId: string): Promise<void> {
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    const found = await rows(
      this.dataSource,
      `WITH found AS (
         UPDATE notifications n SET read_at = coalesce(n.read_at, clock_timestamp())
           FROM cases c WHERE c.id = n.case_id AND ${IN_INBOX} AND n.id = $2 AND ${condition} RETURNING 1
       ) SELECT * FROM found`,
      [actor.personId, entryId, ...parameters],
    );
    if (found.length === 0) throw new NoSuchEntry();
    await this.inboxes.ring([actor.personId]);
  }

  /** Everything up to and with this position: later news, which the reader has not seen, stays unread. */
  async markReadUpTo(actor: Actor, position: string): Promise<void> {
    const { condition, parameters } = visibleTo(actor, 'c', 3);
    await this.dataSource.query(
      `UPDATE notifications n SET read_at = clock_timestamp()
         FROM cases c WHERE c.id = n.case_id AND ${IN_INBOX} AND n.read_at IS NULL AND n.position <= $2 AND ${condition}`,
      [actor.personId, position, ...parameters],
    );
    await this.inboxes.ring([actor.personId]);
  }
}
