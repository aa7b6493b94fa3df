import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DomainError,
  EditedTexts,
  LettersInForce,
  type LetterText,
  NotifyRecipients,
  SendMail,
  TextCatalogue,
} from '#libs/domain';
import {
  GivenUpMessages,
  MessageDispatch,
  PostgresReplyAddresses,
  PublicCaseLinks,
  rows,
  SmtpMailer,
  UuidIdentifiers,
} from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { aUnitOfWork } from '../../support/worker.js';

/** The product's letters, one of which cannot be written. */
class LettersWithFault extends LifecycleLetters {
  broken: string | null = 'held';

  override find(...[event, language]: Parameters<LifecycleLetters['find']>): LetterText | undefined {
    if (event === this.broken) throw new TypeError('a text that breaks');
    return super.find(event, language);
  }
}

class NothingEdited extends EditedTexts {
  override inForce(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(new Map());
  }
}

describe('a letter that cannot be written', () => {
  const database = aDatabase({ poolSize: 8 });
  let theCase: ToldCase;
  let mailServer: MailServer;
  let mailer: SmtpMailer;
  let letters: LettersWithFault;
  let dispatch: MessageDispatch;
  let tell: (...events: readonly string[]) => Promise<void>;

  beforeEach(async () => {
    await afresh(database.dataSource);
    const unitOfWork = await aUnitOfWork(database.dataSource);
    theCase = await anAcknowledgedCase(database.dataSource);
    mailServer = await new MailServer().start();
    mailer = new SmtpMailer({ url: mailServer.url, from: 'Upon Request <no-reply@upon-request.example>' });
    letters = new LettersWithFault();
    const inForce = new LettersInForce(
      letters,
      new TextCatalogue(new LifecycleLetters()),
      new NothingEdited(),
      () => undefined,
    );
    dispatch = new MessageDispatch(database.dataSource, [
      new NotifyRecipients(unitOfWork, new UuidIdentifiers(), letters),
      new SendMail(
        unitOfWork,
        mailer,
        inForce,
        new PublicCaseLinks('https://upon-request.example'),
        new PostgresReplyAddresses(database.dataSource, null),
      ),
    ]);
    tell = (...events) =>
      unitOfWork.run(async ({ outbox }) => {
        for (const template of events)
          outbox.append('case.notify', { caseId: theCase.caseId, sequence: 1, template, to: ['focal-point'] });
      });
  });
  afterEach(async () => {
    mailer.close();
    await mailServer.stop();
  });

  async function carry(): Promise<void> {
    for (;;) {
      const [next] = await rows<{ id: string }>(
        database.dataSource,
        // What is caused comes before what it causes, as the relay has it.
        `SELECT id FROM outbox_messages WHERE done_at IS NULL AND given_up_at IS NULL ORDER BY topic, created_at, id LIMIT 1`,
      );
      if (!next) return;
      try {
        await dispatch.dispatch(next.id);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        await dispatch.giveUp(next.id, error.code);
      }
    }
  }

  it('does not stop the other news of the same mail, is shown to operators, and leaves once it is put right', async () => {
    await tell('accepted', 'held', 'acknowledgement');
    await carry();
    expect(mailServer.received).toHaveLength(1);
    expect(mailServer.received[0] && headerOf(mailServer.received[0], 'Subject')).toContain('2 pieces of news');
    const givenUp = new GivenUpMessages(database.dataSource);
    expect(await givenUp.list({}, 10)).toMatchObject([{ topic: 'mail.send', cause: 'notification.letter_broken' }]);

    letters.broken = null;
    expect(await givenUp.retry({})).toBe(1);
    await carry();
    expect(mailServer.received).toHaveLength(2);
    const ids = mailServer.received.map((mail) => headerOf(mail, 'Message-ID'));
    expect(new Set(ids).size).toBe(2);
    expect(await givenUp.list({}, 10)).toEqual([]);
  });

  it('is in the inbox all the same', async () => {
    await tell('held');
    await carry();
    expect(mailServer.received).toEqual([]);
    expect(
      await rows(
        database.dataSource,
        'SELECT channel, status, cause FROM notifications WHERE person_id = $1 ORDER BY channel',
        [theCase.focalPoint.personId],
      ),
    ).toEqual([
      { channel: 'inbox', status: 'sent', cause: null },
      { channel: 'mail', status: 'failed', cause: 'notification.letter_broken' },
    ]);
  });
});
