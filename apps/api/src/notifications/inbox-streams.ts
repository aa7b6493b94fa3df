import { Letters, Sessions } from '#libs/domain';
import { DatabaseBell, INBOX_CHANNEL, InboxDesk } from '#libs/infrastructure';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { InboxStream, type StreamReader } from './inbox-stream.js';

/** Well below the minute after which proxies drop a silent line. */
const BEAT_MS = 15_000;

/** Windows somebody keeps open at once; one more closes the oldest, which then tries again. */
const MOST_PER_PERSON = 12;

/** Every open stream of this process, and the bell that says whose inbox has changed. */
export class InboxStreams implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly streams = new Map<string, Set<InboxStream>>();
  private readonly bell: DatabaseBell;
  private beat: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    databaseUrl: string,
    private readonly inbox: InboxDesk,
    private readonly sessions: Sessions,
    private readonly letters: Letters,
  ) {
    this.bell = new DatabaseBell(databaseUrl, INBOX_CHANNEL, (personId) => this.ring(personId));
  }

  onApplicationBootstrap(): void {
    this.bell.start();
    this.beat = setInterval(() => this.each((stream) => stream.beat()), BEAT_MS);
  }

  /** Lines that stay open would hold up the stop of the process. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearInterval(this.beat);
    this.each((stream) => stream.close());
    await this.bell.stop();
  }

  open(reader: StreamReader, response: ServerResponse): void {
    const own = this.streams.get(reader.personId) ?? new Set();
    this.streams.set(reader.personId, own);
    const [oldest] = own;
    if (oldest && own.size >= MOST_PER_PERSON) oldest.close();
    const stream = new InboxStream(reader, response, this.inbox, this.sessions, this.letters, (closed) =>
      this.forget(closed),
    );
    own.add(stream);
    stream.open();
    // Came while the others were being closed: it tries again and reaches another process.
    if (this.stopping) stream.close();
  }

  private ring(personId: string | undefined): void {
    if (personId === undefined) this.each((stream) => stream.look());
    else for (const stream of this.streams.get(personId) ?? []) stream.look();
  }

  private each(act: (stream: InboxStream) => void): void {
    for (const own of [...this.streams.values()]) for (const stream of [...own]) act(stream);
  }

  private forget(stream: InboxStream): void {
    const own = this.streams.get(stream.personId);
    own?.delete(stream);
    if (own?.size === 0) this.streams.delete(stream.personId);
  }
}
