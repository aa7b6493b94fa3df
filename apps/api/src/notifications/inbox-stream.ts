import { type Actor, type Language, type Letters, type Sessions } from '#libs/domain';
import type { InboxDesk } from '#libs/infrastructure';
import type { ServerResponse } from 'node:http';
import { toNotificationView } from './notification-views.js';

/** Entries sent in one go; a reader who missed more is told to read the inbox instead. */
const CATCH_UP = 100;

/** A reader who takes nothing for so many bytes is cut off and comes back with `Last-Event-ID`. */
const MOST_WAITING_BYTES = 256 * 1024;

export interface StreamReader {
  readonly personId: string;
  readonly sessionId: string;
  readonly language: Language;
  /** The position the reader has seen, from `Last-Event-ID`; null for a first visit. */
  readonly seen: string | null;
}

/** One open stream of server-sent events: what comes into an inbox, as it comes, and how much is unread. */
export class InboxStream {
  private shown: string | undefined;
  private unread: number | undefined;
  private work: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly reader: StreamReader,
    private readonly response: ServerResponse,
    private readonly inbox: InboxDesk,
    private readonly sessions: Sessions,
    private readonly letters: Letters,
    private readonly onClose: (stream: InboxStream) => void,
  ) {
    response.on('close', () => this.close());
  }

  get personId(): string {
    return this.reader.personId;
  }

  open(): void {
    this.response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.write('retry: 3000\n\n');
    this.look();
  }

  /** Looks what is new. Looks follow one another, so that nothing is shown twice or out of order. */
  look(): void {
    this.work = this.work.then(() => this.show()).catch(() => this.close());
  }

  /** Shows that the line is open, and closes it if the session has ended meanwhile. */
  beat(): void {
    this.write(': still here\n\n');
    this.look();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.response.end();
    this.onClose(this);
  }

  private async show(): Promise<void> {
    if (this.closed) return;
    const actor = await this.readerNow();
    if (!actor) {
      this.write('event: signed-out\ndata: {}\n\n');
      this.close();
      return;
    }
    if (this.shown === undefined) await this.begin(actor);
    else await this.showAfter(actor, this.shown);

    const unread = await this.inbox.unread(actor);
    if (unread !== this.unread) this.send('unread', { unread }, undefined);
    this.unread = unread;
  }

  /** The person with the roles in force now, as long as the session is: access changes act at once here too. */
  private async readerNow(): Promise<Actor | undefined> {
    const [actor, sessions] = await Promise.all([this.inbox.actor(this.personId), this.sessions.list(this.personId)]);
    return sessions.some(({ id }) => id === this.reader.sessionId) ? actor : undefined;
  }

  private async begin(actor: Actor): Promise<void> {
    const last = await this.inbox.lastPosition(this.personId);
    const { seen } = this.reader;
    if (seen !== null && BigInt(seen) <= BigInt(last)) {
      this.shown = seen;
      await this.showAfter(actor, seen);
      return;
    }
    this.shown = last;
    this.send('ready', {}, last);
  }

  private async showAfter(actor: Actor, position: string): Promise<void> {
    // Read before the entries: what comes meanwhile is shown by the next look.
    const last = await this.inbox.lastPosition(this.personId);
    const entries = await this.inbox.after(actor, position, CATCH_UP + 1);
    if (entries.length > CATCH_UP) {
      this.shown = last;
      this.send('missed', {}, last);
      return;
    }
    for (const entry of entries) {
      this.shown = entry.position;
      this.send('notification', toNotificationView(entry, this.letters, this.reader.language), entry.position);
    }
    if (BigInt(last) > BigInt(this.shown ?? '0')) this.shown = last;
  }

  private send(event: string, data: unknown, id: string | undefined): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    if (this.closed) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_WAITING_BYTES) {
      this.closed = true;
      this.response.destroy();
      this.onClose(this);
    }
  }
}
