import type { DataSource } from 'typeorm';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { TestDatabase } from './database.js';
import { headerOf, MailServer, type ReceivedMail } from './mail-server.js';
import { acknowledge, anAcknowledgedCase, type ToldCase } from './told-case.js';
import { until } from './until.js';
import { aConfiguration, aUnitOfWork, startWorker } from './worker.js';

/** A worker that writes letters and takes answers to them, with the mail server between. */
export class LetterExchange {
  private readonly mail = new MailServer();
  private stopWorker: (() => Promise<unknown>) | undefined;
  private count = 0;
  private dataSource: DataSource | undefined;
  port = 0;

  async start({ url, dataSource }: TestDatabase): Promise<void> {
    this.dataSource = dataSource;
    await this.mail.start();
    const worker = await startWorker({
      ...aConfiguration({ databaseUrl: url, queue: { backend: 'postgres', url }, smtpUrl: this.mail.url }),
      replies: { address: 'reply@upon-request.example', host: '127.0.0.1', port: 0 },
    });
    this.stopWorker = () => worker.stop();
    this.port = worker.replyPort ?? 0;
  }

  async stop(): Promise<void> {
    await this.stopWorker?.();
    await this.mail.stop();
  }

  /** A letter to the focal point of a case of its own, and the address its answer goes to. */
  async aLetter(
    given: Parameters<typeof anAcknowledgedCase>[1] = {},
  ): Promise<{ theCase: ToldCase; letter: ReceivedMail; replyTo: string }> {
    if (!this.dataSource) throw new Error('The exchange has not been started');
    // The case is closed to nobody: an open state of the lifecycle, led by no office yet.
    const theCase = await anAcknowledgedCase(this.dataSource, given);
    await this.dataSource.query(`UPDATE cases SET state = 'acknowledged' WHERE id = $1`, [theCase.caseId]);
    await acknowledge(await aUnitOfWork(this.dataSource), theCase);
    const letter = await until('the letter has come', () =>
      this.mail.received.find(({ to }) => to.includes(theCase.focalPoint.email)),
    );
    return { theCase, letter, replyTo: headerOf(letter, 'Reply-To') ?? '' };
  }

  /** Sends as the organisation's mail server would; gives the status it is answered with. */
  async send(options: SendMailOptions): Promise<number> {
    const transport = createTransport({ host: '127.0.0.1', port: this.port, ignoreTLS: true });
    try {
      await transport.sendMail({
        messageId: `<${(this.count += 1)}@ministry.example>`,
        subject: 'Re: your letter',
        ...options,
      });
      return 250;
    } catch (error) {
      const { responseCode } = error as { responseCode?: number };
      if (responseCode === undefined) throw error;
      return responseCode;
    } finally {
      transport.close();
    }
  }
}
