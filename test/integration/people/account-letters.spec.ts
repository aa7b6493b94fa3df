import { randomBytes } from 'node:crypto';
import { LANGUAGES, MailNotTaken, MailRefused, type OutgoingMail } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import {
  accountMails,
  anAccountPost,
  MailsInMemory,
  secretIn,
  waitingAccountLetters,
} from '../../support/account-letters.js';
import { anApi } from '../../support/api.js';
import { MailServer } from '../../support/mail-server.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { until } from '../../support/until.js';
import { aConfiguration, startWorker } from '../../support/worker.js';

const DAY_MS = 86_400_000;

describe('an invitation by mail', () => {
  const database = aDatabaseWithMovedClock({ poolSize: 8 });
  const api = anApi(database, { SECRETS_KEY: randomBytes(32).toString('base64') });
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let invited: Awaited<ReturnType<typeof aPerson>>;

  beforeEach(async () => {
    // A letter of a test before is none of this one's.
    await database.dataSource.query('DELETE FROM outbox_messages');
    invited = await aPerson(database.dataSource);
    ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
  });

  const invite = (): Promise<LightMyRequestResponse> => ask('POST', `/people/${invited.personId}/invitation`);
  const accept = async (token: string): Promise<number> =>
    (
      await api.app.inject({
        method: 'POST',
        url: '/api/v1/invitations/acceptance',
        payload: { token, password: 'correct horse battery' },
      })
    ).statusCode;
  /** Everything the database holds, as somebody with a copy of it would search it. */
  const everything = async (): Promise<string> => {
    const tables = await rows<{ name: string }>(
      database.dataSource,
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const contents: string[] = [];
    for (const { name } of tables)
      contents.push(
        JSON.stringify(
          await rows(database.dataSource, `SELECT t::text AS content, encode(t::text::bytea, 'escape') FROM ${name} t`),
        ),
      );
    return contents.join('\n');
  };
  const account = async (): Promise<unknown> => (await ask('GET', `/people/${invited.personId}`)).json<unknown>();

  it('leads to a password, once, and nothing but the mail ever held its secret', async () => {
    expect((await invite()).statusCode).toBe(202);
    expect(await everything()).toContain(invited.email);
    const [mail] = await accountMails(database.dataSource);
    expect(mail?.to).toMatchObject({ address: invited.email });
    expect(mail?.text).toContain('https://upon-request.example/invitation#uri_');
    const secret = mail ? secretIn(mail) : '';
    expect(await everything()).not.toContain(secret);
    expect(await everything()).not.toContain(Buffer.from(secret).toString('hex'));
    expect(await account()).toMatchObject({
      status: 'pending',
      lastInvitation: { failure: null, sentAt: expect.any(String) },
    });
    expect(await accept(secret)).toBe(204);
    expect(await accept(secret)).toBe(404);
    expect(await account()).toMatchObject({ status: 'active', invitationGoodUntil: null });
  });

  it('says in the mail until when it is good, and is good for a week by the database’s time', async () => {
    await invite();
    const [mail] = await accountMails(database.dataSource);
    const now = await database.now();
    const [row] = await rows<{ goodUntil: Date }>(
      database.dataSource,
      'SELECT expires_at AS "goodUntil" FROM invitations WHERE person_id = $1 AND used_at IS NULL',
      [invited.personId],
    );
    expect(Math.abs((row?.goodUntil.getTime() ?? 0) - now.getTime() - 7 * DAY_MS)).toBeLessThan(60_000);
    expect(mail?.text).toContain(String(row?.goodUntil.getUTCFullYear()));
    await database.moveTo(new Date(now.getTime() + 7 * DAY_MS + 60_000));
    expect(await accept(mail ? secretIn(mail) : '')).toBe(404);
  });

  it('replaces the one before, also when the mail server did not take it the first time', async () => {
    await invite();
    const [first] = await accountMails(database.dataSource);
    await invite();
    const mailer = new MailsInMemory();
    const post = await anAccountPost(database.dataSource, mailer);
    const [message] = await waitingAccountLetters(database.dataSource);
    if (!message || !first) throw new Error('There is no letter');
    mailer.refusal = new MailNotTaken('451');
    await expect(post.consume(message)).rejects.toThrow(MailNotTaken);
    mailer.refusal = null;
    await post.consume(message);
    // What arrives a third time finds nothing to do.
    await post.consume(message);
    expect(mailer.sent).toHaveLength(1);
    const [second] = mailer.sent as [OutgoingMail];
    expect(second.messageKey).toMatch(/\.2$/);
    expect(await accept(secretIn(first))).toBe(404);
    expect(await accept(secretIn(second))).toBe(204);
  });

  it('is sent by one of two workers that meet at it', async () => {
    await invite();
    const [message] = await waitingAccountLetters(database.dataSource);
    if (!message) throw new Error('There is no letter');
    let open: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (open = resolve));
    const slow = new (class extends MailsInMemory {
      override async send(mail: OutgoingMail): Promise<void> {
        await held;
        await super.send(mail);
      }
    })();
    const [one, two] = [
      await anAccountPost(database.dataSource, slow),
      await anAccountPost(database.dataSource, new MailsInMemory()),
    ];
    const sending = one.consume(message);
    await until(
      'the letter is leased',
      async () =>
        (await rows(database.dataSource, 'SELECT FROM account_letters WHERE leased_until > now()')).length > 0,
    );
    await expect(two.consume(message)).rejects.toMatchObject({ code: 'people.letter_being_sent' });
    open();
    await sending;
    expect(slow.sent).toHaveLength(1);
  });

  it('that the mail server refuses for good is shown to the administrator with the cause', async () => {
    await invite();
    const mailer = new MailsInMemory();
    mailer.refusal = new MailRefused(550);
    const [message] = await waitingAccountLetters(database.dataSource);
    if (!message) throw new Error('There is no letter');
    const post = await anAccountPost(database.dataSource, mailer);
    await expect(post.consume(message)).rejects.toThrow(MailRefused);
    expect(await account()).toMatchObject({ lastInvitation: { sentAt: null, failure: 'mail.refused' } });
  });

  it('is not sent to an account that has been closed meanwhile', async () => {
    await invite();
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [invited.personId]);
    expect(await accountMails(database.dataSource)).toEqual([]);
  });

  it.each(LANGUAGES)('is written in %s, with its link', async (language) => {
    await database.dataSource.query('UPDATE people SET language = $2 WHERE id = $1', [invited.personId, language]);
    await invite();
    const [mail] = await accountMails(database.dataSource);
    expect(mail?.language).toBe(language);
    expect(mail?.html).toContain(`<html lang="${language}"`);
    expect(mail?.text).toContain('#uri_');
    expect(mail?.text).not.toMatch(/[{}]/);
  });

  it('is written in the words an administrator gave it', async () => {
    const read = await ask('GET', '/texts/account-invitation/en');
    const changed = await ask(
      'PUT',
      '/texts/account-invitation/en',
      { subject: 'Welcome', paragraphs: ['Come in, {address}, until {date}.'] },
      { headers: { 'if-match': String(read.headers.etag) } },
    );
    expect(changed.statusCode).toBe(200);
    await invite();
    const [mail] = await accountMails(database.dataSource);
    expect(mail?.subject).toBe('Welcome');
    expect(mail?.text).toContain(`Come in, ${invited.email}, until`);
  });

  it('comes out of the real worker’s queue to the real mail server', async () => {
    const server = await new MailServer().start();
    const worker = await startWorker(
      aConfiguration({
        databaseUrl: database.url,
        queue: { backend: 'postgres', url: database.url },
        smtpUrl: server.url,
      }),
    );
    try {
      await invite();
      const mail = await until('the mail has come', () => server.received[0], 20_000);
      expect(mail.to).toEqual([invited.email]);
      // Quoted-printable breaks lines inside of the secret.
      const secret = /#(uri_[\w-]{43})/.exec(mail.source.replaceAll('=\r\n', '').replaceAll('=3D', '='))?.[1] ?? '';
      expect(await accept(secret)).toBe(204);
    } finally {
      await worker.stop();
      await server.stop();
    }
  }, 40_000);
});
