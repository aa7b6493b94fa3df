import {
  LettersInForce,
  Mailer,
  type Message,
  type OutgoingMail,
  SendAccountLetter,
  TextCatalogue,
} from '#libs/domain';
import { PostgresEditedTexts, PublicAccountLinks, rows } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import type { DataSource } from 'typeorm';
import { aUnitOfWork } from './worker.js';

/** Keeps what it is given, and refuses as it is told to. */
export class MailsInMemory extends Mailer {
  readonly sent: OutgoingMail[] = [];
  refusal: Error | null = null;

  override async send(mail: OutgoingMail): Promise<void> {
    if (this.refusal) throw this.refusal;
    this.sent.push(mail);
  }
}

export async function anAccountPost(dataSource: DataSource, mailer: Mailer): Promise<SendAccountLetter> {
  const letters = new LifecycleLetters();
  const inForce = new LettersInForce(
    letters,
    new TextCatalogue(letters),
    new PostgresEditedTexts(dataSource),
    () => undefined,
  );
  const links = new PublicAccountLinks('https://upon-request.example');
  return new SendAccountLetter(await aUnitOfWork(dataSource), mailer, inForce, links);
}

export function waitingAccountLetters(dataSource: DataSource): Promise<readonly Message<'account.letter'>[]> {
  return rows(
    dataSource,
    `SELECT id, topic, payload FROM outbox_messages WHERE topic = 'account.letter' AND done_at IS NULL ORDER BY id`,
  );
}

/** Lets every letter about accounts leave that waits, as the worker does, and gives the mails. */
export async function accountMails(dataSource: DataSource): Promise<readonly OutgoingMail[]> {
  const mailer = new MailsInMemory();
  const post = await anAccountPost(dataSource, mailer);
  for (const message of await waitingAccountLetters(dataSource)) {
    await post.consume(message);
    await dataSource.query('UPDATE outbox_messages SET done_at = now() WHERE id = $1', [message.id]);
  }
  return mailer.sent;
}

/** The secret in the link of a mail. */
export function secretIn({ text }: OutgoingMail): string {
  return /#(ur[ip]_[\w-]{43})/.exec(text)?.[1] ?? '';
}
