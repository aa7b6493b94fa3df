import { buffer } from 'node:stream/consumers';
import type { ReplyOutcome, TakeReply } from '#libs/domain';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { readMail } from './read-mail.js';
import { tokenIn } from './reply-token.js';

const LARGEST_MAIL_BYTES = 10 * 1024 * 1024;
const MOST_CONNECTIONS = 20;
const SILENCE_TIMEOUT_MS = 60_000;

/** What the sender of a refused mail reads in the report of their own mail server. Nothing in it tells of a case. */
const REFUSALS: Readonly<Record<string, string>> = {
  'unknown-address': '5.1.1 This address takes no mail',
  expired: '5.1.1 This letter can no longer be answered by mail; please sign in',
  'wrong-sender': '5.7.1 Please answer from the address the letter was sent to',
  'no-access': '5.1.1 This address takes no mail',
  restricted: '5.7.1 This case takes no answers by mail; please sign in to answer',
  'not-possible': '5.7.1 The conversation takes no message now; please sign in to see what can be done',
  'nothing-said': '5.6.0 There is no text of your own in this mail',
  'too-long': '5.3.4 The text is too long; please sign in to answer',
  'too-many-files': '5.3.4 There are too many attachments',
};

/**
 * Takes answers by mail from the organisation's own mail server, which has checked their senders (SPF, DKIM, DMARC). A
 * mail is dealt with before it is acknowledged: what is refused is refused in the dialogue, so that its sender is told
 * by their own server and we never write to an address that a stranger put into a mail.
 */
export class ReplyReceiver {
  private readonly server: SMTPServer;

  constructor(
    private readonly takeReply: TakeReply,
    private readonly settings: { readonly address: string; readonly host: string; readonly port: number },
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      size: LARGEST_MAIL_BYTES,
      maxClients: MOST_CONNECTIONS,
      socketTimeout: SILENCE_TIMEOUT_MS,
      closeTimeout: 2_000,
      logger: false,
      onRcptTo: ({ address }, session, done) => {
        if (this.tokenOf(address) === null) done(refusal(550, '5.1.1 This address takes no mail'));
        // One mail is one answer to one letter.
        else if (session.envelope.rcptTo.length > 0) done(refusal(452, '4.5.3 One recipient at a time'));
        else done();
      },
      onData: (stream, session, done) => {
        this.take(stream, session).then(() => done(null), done);
      },
    });
    this.server.on('error', onTrouble);
  }

  /** Says on which port it listens. */
  async start(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.server.once('error', reject);
      this.server.listen(this.settings.port, this.settings.host, () => resolve());
    });
    const address = this.server.server.address();
    return typeof address === 'object' && address ? address.port : this.settings.port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async take(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const source = await buffer(stream);
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 The mail is too large');
    const token = this.tokenOf(envelope.rcptTo[0]?.address ?? '');
    if (token === null) throw refusal(550, '5.1.1 This address takes no mail');
    const envelopeFrom = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const mail = await readMail(source, { token, envelopeFrom }).catch(() => {
      throw refusal(550, '5.6.0 The mail cannot be read');
    });
    answer(await this.takeReply.execute(mail).catch((error: unknown) => this.notNow(error)));
  }

  /** Empty for the address itself, which whoever has it may write to; null for another. */
  private tokenOf(recipient: string): string | null {
    const { address } = this.settings;
    return recipient.toLowerCase() === address ? '' : tokenIn(address, recipient);
  }

  private notNow(error: unknown): ReplyOutcome {
    this.onTrouble(error);
    return { outcome: 'postponed' };
  }
}

function answer(outcome: ReplyOutcome): void {
  if (outcome.outcome === 'postponed') throw refusal(451, '4.3.0 Not now, please try again later');
  if (outcome.outcome === 'refused') throw refusal(550, REFUSALS[outcome.reason] ?? '5.7.1 The mail is not taken');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
