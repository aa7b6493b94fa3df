import { loadReferenceData, ReplyRetention, rows } from '#libs/infrastructure';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { asOwnerOf } from '../../support/as-owner.js';
import { aDatabase } from '../../support/database.js';
import { LetterExchange } from '../../support/letter-exchange.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { toldAbout } from '../../support/told-people.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;

interface Held {
  readonly id: string;
  readonly sender: string;
  readonly reason: string;
  readonly text: string;
  readonly aboutCaseId: string | null;
  readonly files: number;
}

const ADDRESS = 'reply@upon-request.example';

describe('a mail of somebody the system does not know', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const exchange = new LetterExchange();
  const asking = async (role: string): Promise<Ask> =>
    signedIn(api, database, await aPerson(database.dataSource, { roles: [role] }));
  const heldFor = async (ask: Ask): Promise<readonly Held[]> =>
    (await ask('GET', '/replies/held')).json<{ items: Held[] }>().items;
  let intake: Ask;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    await exchange.start(database);
    intake = await asking('intake-officer@HQ');
  }, 60_000);
  afterAll(() => exchange.stop());
  beforeEach(() =>
    asOwnerOf(database, (owner) =>
      owner.query(`DELETE FROM quarantined_files; DELETE FROM inbound_replies WHERE outcome <> 'taken'`),
    ),
  );

  it('waits until an intake officer puts it on its case, as a message that shows where it came from', async () => {
    const { theCase, replyTo } = await exchange.aLetter();
    const attachments = [{ filename: 'list.txt', content: 'Forty names' }];
    const mail = {
      from: 'Deputy@Ministry.example',
      to: replyTo,
      text: 'She is away; here it is.\n\n> When?\n',
      attachments,
    };
    expect(await exchange.send({ ...mail, messageId: '<deputy@ministry.example>' })).toBe(250);
    expect(await exchange.send({ ...mail, messageId: '<deputy@ministry.example>' })).toBe(250);

    const [held, ...others] = await heldFor(intake);
    expect(others).toEqual([]);
    expect(held).toMatchObject({
      ...{ sender: 'deputy@ministry.example', reason: 'other-sender', aboutCaseId: theCase.caseId, files: 1 },
      text: expect.stringContaining('> When?') as unknown,
    });
    const focalPoint = await asking('focal-point@KEN');
    expect((await focalPoint('GET', `/cases/${theCase.caseId}/messages`)).json()).toMatchObject({ items: [] });
    expect((await focalPoint('GET', `/cases/${theCase.caseId}/attachments`)).json()).toMatchObject({ items: [] });

    const assigned = await intake('POST', `/replies/held/${held?.id}/assignment`, { caseId: theCase.caseId });
    expect(assigned.statusCode).toBe(201);
    const { sequence } = assigned.json<{ sequence: number }>();
    expect((await focalPoint('GET', `/cases/${theCase.caseId}/messages/${sequence}`)).json()).toMatchObject({
      ...{ side: 'office', authorRole: 'intake-officer', source: 'mail', sender: 'deputy@ministry.example' },
      text: 'She is away; here it is.',
      attachments: [{ name: 'list.txt', status: 'quarantined' }],
    });
    expect(await toldAbout(database.dataSource, theCase.caseId)).toContain(
      `${theCase.focalPoint.personId} message-from-office`,
    );
    expect(await heldFor(intake)).toEqual([]);
    const again = await intake('POST', `/replies/held/${held?.id}/assignment`, { caseId: theCase.caseId });
    expect(again.json()).toMatchObject({ status: 404, code: 'replies.not_found' });
    const audited = await rows(
      database.dataSource,
      `SELECT detail FROM audit_records WHERE kind = 'reply-assigned' AND subject_id = $1`,
      [held?.id],
    );
    expect(audited).toEqual([{ detail: { caseId: theCase.caseId, sequence } }]);
  });

  it('that answers no letter is for the desk that registers; one that answers a letter for whoever sees its case', async () => {
    const { theCase, replyTo } = await exchange.aLetter();
    expect(await exchange.send({ from: 'a@ministry.example', to: ADDRESS, text: 'To whom it may concern' })).toBe(250);
    expect(await exchange.send({ from: 'b@ministry.example', to: replyTo, text: 'An answer' })).toBe(250);
    await database.dataSource.query(`UPDATE cases SET lead_office = 'ROEA' WHERE id = $1`, [theCase.caseId]);
    const [nairobi, dakar] = [await asking('intake-officer@ROEA'), await asking('intake-officer@ROSEN')];
    const senders = async (ask: Ask): Promise<readonly string[]> => (await heldFor(ask)).map(({ sender }) => sender);
    expect(await senders(intake)).toEqual(['b@ministry.example', 'a@ministry.example']);
    expect(await senders(nairobi)).toEqual(['b@ministry.example']);
    expect(await senders(dakar)).toEqual([]);
    for (const { id } of await heldFor(intake)) {
      const answer = await dakar('POST', `/replies/held/${id}/discard`);
      expect(answer.json()).toMatchObject({ status: 404, code: 'replies.not_found' });
    }
    expect((await (await asking('hq-manager'))('GET', '/replies/held')).statusCode).toBe(403);
    const page = await intake('GET', '/replies/held?limit=1');
    const next = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(page.headers['link']))?.[1] ?? '';
    expect((await intake('GET', next)).json()).toMatchObject({ items: [{ reason: 'no-letter' }], nextBefore: null });
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [
      theCase.caseId,
    ]);
    expect(await senders(nairobi)).toEqual([]);
  });

  it('is thrown away with its files, by intake or unread by an administrator, or when nobody has decided for 30 days', async () => {
    const left = async (): Promise<unknown> =>
      rows(
        database.dataSource,
        `SELECT outcome, sender, whole_text AS text, (SELECT count(*)::int FROM quarantined_files) AS files FROM inbound_replies WHERE outcome IN ('held','discarded') ORDER BY id`,
      );
    const send = (name: string): Promise<number> =>
      exchange.send({
        ...{ from: `${name}@spam.example`, to: ADDRESS, text: 'Buy now' },
        attachments: [{ filename: 'a.exe', content: `MZ ${name}` }],
      });
    const gone = { outcome: 'discarded', sender: null, text: null, files: 0 };
    await send('one');
    await intake('POST', `/replies/held/${(await heldFor(intake))[0]?.id}/discard`);
    expect(await left()).toEqual([gone]);
    await send('two');
    const administrator = await asking('administrator');
    expect((await administrator('GET', '/replies/held')).statusCode).toBe(403);
    const list = await administrator('GET', '/replies/not-taken');
    expect(list.body).not.toMatch(/spam|Buy/);
    const waiting = list
      .json<{ items: { id: string; outcome: string }[] }>()
      .items.find(({ outcome }) => outcome === 'held');
    expect((await administrator('POST', `/replies/held/${waiting?.id}/discard`)).statusCode).toBe(204);
    expect(await left()).toEqual([gone, gone]);
    await send('three');
    await database.dataSource.query(
      `UPDATE inbound_replies SET received_at = now() - interval '31 days' WHERE outcome = 'held'`,
    );
    await new ReplyRetention(database.dataSource).run();
    expect(await left()).toEqual([gone, gone, gone]);
    expect(
      await rows(
        database.dataSource,
        'SELECT FROM quarantined_contents c WHERE NOT EXISTS (SELECT FROM quarantined_files f WHERE f.sha256 = c.sha256) AND position($1::bytea IN content) > 0',
        ['MZ'],
      ),
    ).toEqual([]);
  });

  it('does not wait where it is about a restricted case, says nothing, or one sender writes too much', async () => {
    const { theCase, replyTo } = await exchange.aLetter();
    expect(await exchange.send({ from: 'x@ministry.example', to: replyTo, text: '> only quoted\n' })).toBe(550);
    expect(await exchange.send({ from: 'x@ministry.example', to: ADDRESS, text: '> only quoted\n' })).toBe(550);
    expect(
      await exchange.send({
        from: 'x@ministry.example',
        to: ADDRESS,
        text: 'I am away',
        headers: { 'Auto-Submitted': 'auto-replied' },
      }),
    ).toBe(250);
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'confidential' WHERE id = $1`, [theCase.caseId]);
    expect(await exchange.send({ from: 'x@ministry.example', to: replyTo, text: 'A name' })).toBe(550);
    expect(await heldFor(intake)).toEqual([]);
    const answers: number[] = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(await exchange.send({ from: 'y@ministry.example', to: ADDRESS, text: `Mail ${n}` }));
    expect(answers).toEqual([250, 250, 250, 250, 250, 451]);
  });
});
