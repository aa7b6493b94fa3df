import { Mailer, MailNotTaken, MailRefused, type OutgoingMail } from '#libs/domain';
import { createTransport, type Transporter } from 'nodemailer';
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js';

/** A server that says nothing for so long is treated as away. All of them together stay below a notification's lease. */
const CONNECTION_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 15_000;
const SILENCE_TIMEOUT_MS = 30_000;
const WHOLE_ATTEMPT_MS = 120_000;

export interface SmtpSettings {
  readonly url: string;
  /** The sender as it stands in a header: `Name <address>`. */
  readonly from: string;
  readonly maxConnections?: number;
  readonly silenceTimeoutMs?: number;
}

/** The domain of a sender, and of the identifiers of its mails. @param from `Name <address>` */
export function senderDomain(from: string): string {
  return /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'upon-request.invalid';
}

/** Sends mail by SMTP over a few connections that are kept. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter<SMTPPool.SentMessageInfo>;
  private readonly domain: string;

  constructor(private readonly settings: SmtpSettings) {
    super();
    const silence = settings.silenceTimeoutMs ?? SILENCE_TIMEOUT_MS;
    this.transport = createTransport({
      url: settings.url,
      pool: true,
      maxConnections: settings.maxConnections ?? 4,
      maxMessages: 100,
      connectionTimeout: Math.min(CONNECTION_TIMEOUT_MS, silence),
      greetingTimeout: Math.min(GREETING_TIMEOUT_MS, silence),
      socketTimeout: silence,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    // The domain of our identifiers is the sender's, whatever machine this runs on.
    this.domain = senderDomain(settings.from);
  }

  override async send(mail: OutgoingMail): Promise<void> {
    const thread = mail.threadKey === null ? undefined : `<case.${mail.threadKey}@${this.domain}>`;
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        this.transport.sendMail({
          from: this.settings.from,
          to: { name: mail.to.name, address: mail.to.address },
          ...(mail.replyTo ? { replyTo: mail.replyTo } : {}),
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<notification.${mail.messageKey}@${this.domain}>`,
          // Every mail of a case answers one that was never sent, which is what makes mail programs show one thread.
          ...(thread === undefined ? {} : { inReplyTo: thread, references: thread }),
          headers: {
            'Content-Language': mail.language,
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
          },
        }),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new MailNotTaken('ETIMEDOUT')), WHOLE_ATTEMPT_MS);
        }),
      ]);
    } catch (error) {
      throw asMailError(error);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** RFC 5321, 4.2.1: a status of 5yz is for good, 4yz for now. Sign-in refused is a fault of ours that may be put right. */
function asMailError(error: unknown): MailRefused | MailNotTaken {
  if (error instanceof MailNotTaken) return error;
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown };
  if (code === 'EENVELOPE' && responseCode === undefined) return new MailRefused(553);
  if (typeof responseCode === 'number' && responseCode >= 500 && code !== 'EAUTH') return new MailRefused(responseCode);
  return new MailNotTaken(String(responseCode ?? code ?? 'unknown'));
}
