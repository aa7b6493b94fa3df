import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly source: string;
}

type Answer = { readonly code: number } | 'accept' | 'silence';

/** An SMTP server in the test: keeps what it takes, and answers as it is told to. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** How often somebody came to the point of giving a message's recipient. */
  attempts = 0;
  connections = 0;
  /** Asked for each recipient. */
  onRecipient: (address: string) => Answer = () => 'accept';
  /** Told when a message is about to be handed over, before the server says that it may be. */
  onDataBegins: () => void = () => undefined;
  /** Asked when a message has been taken in whole, before the answer. */
  onMessage: (source: string) => Answer = () => 'accept';
  private server: SMTPServer;
  private port = 0;

  /** @param options take the place of our own where they stand. */
  constructor(private readonly options: SMTPServerOptions = {}) {
    this.server = this.build();
  }

  private build(): SMTPServer {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 100,
      onConnect: (_session, done) => {
        this.connections += 1;
        done();
      },
      onRcptTo: ({ address }, _session, done) => {
        this.attempts += 1;
        answer(this.onRecipient(address), done);
      },
      onData: (stream, session, done) => {
        this.onDataBegins();
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const source = Buffer.concat(chunks).toString('utf8');
          const reply = this.onMessage(source);
          if (reply === 'accept')
            this.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
          answer(reply, done);
        });
      },
      ...this.options,
    });
    server.on('error', () => undefined);
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Also after it was stopped, on the same port. */
  async start(): Promise<this> {
    if (this.port !== 0) this.server = this.build();
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', () => resolve()));
    const address = this.server.server.address();
    if (typeof address === 'object' && address) this.port = address.port;
    return this;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

function answer(reply: Answer, done: (error?: Error | null) => void): void {
  if (reply === 'silence') return;
  done(reply === 'accept' ? null : Object.assign(new Error('no'), { responseCode: reply.code }));
}

/** A header of a received mail, unfolded. */
export function headerOf(mail: ReceivedMail, name: string): string | undefined {
  const head = mail.source.split('\r\n\r\n', 1)[0]?.replace(/\r\n[ \t]+/g, ' ') ?? '';
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1];
}
