import { createConnection } from 'node:net';
import { loadReferenceData, rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { LetterExchange } from '../../support/letter-exchange.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const QUOTED = 'In March.\n\nOn 23 Nov 2026, Upon Request wrote:\n> Dear Somebody,\n> When does it begin?\n';

describe('an answer by mail', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const exchange = new LetterExchange();
  const aLetter: LetterExchange['aLetter'] = (given) => exchange.aLetter(given);
  const send: LetterExchange['send'] = (options) => exchange.send(options);

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    await exchange.start(database);
  }, 60_000);
  afterAll(() => exchange.stop());

  const messagesOf = (caseId: string): Promise<{ body: string; source: string; sequence: number }[]> =>
    rows(database.dataSource, 'SELECT body, source, sequence FROM case_messages WHERE case_id = $1 ORDER BY sequence', [
      caseId,
    ]);
  const outcomesOf = (caseId: string): Promise<{ outcome: string; reason: string | null }[]> =>
    rows(database.dataSource, 'SELECT outcome, reason FROM inbound_replies WHERE case_id = $1 ORDER BY id', [caseId]);

  it('comes into the conversation without what it quotes, and whole beside it', async () => {
    const { theCase, letter, replyTo } = await aLetter();
    expect(replyTo).toMatch(/^reply\+[a-z2-7]{32}@upon-request\.example$/);
    expect(letter.source).toContain('You can reply to this message');
    expect(await send({ from: theCase.focalPoint.email, to: replyTo, text: QUOTED })).toBe(250);
    const [message] = await messagesOf(theCase.caseId);
    expect(message).toMatchObject({ body: 'In March.', source: 'mail' });

    const asks = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['hq-manager'] }));
    expect((await asks('GET', `/cases/${theCase.caseId}/messages/${message?.sequence}`)).json()).toMatchObject({
      text: 'In March.',
      side: 'state',
      source: 'mail',
      wholeText: expect.stringContaining('> When does it begin?') as unknown,
    });
    const tokens = await rows(database.dataSource, 'SELECT 1 FROM reply_addresses WHERE token_hash::text LIKE $1', [
      `%${replyTo.slice(6, 38)}%`,
    ]);
    expect(tokens).toEqual([]);
  });

  it('acts once, however often it is delivered, also at the same time', async () => {
    const { theCase, replyTo } = await aLetter();
    const same = { from: theCase.focalPoint.email, to: replyTo, text: 'Once.', messageId: '<same@ministry.example>' };
    expect(await Promise.all([send(same), send(same), send(same)])).toEqual([250, 250, 250]);
    expect(await send(same)).toBe(250);
    expect(await messagesOf(theCase.caseId)).toHaveLength(1);
  });

  it('is refused from two senders at once, to another address, or too late, and nothing of it is kept', async () => {
    const { theCase, replyTo } = await aLetter();
    const from = theCase.focalPoint.email;
    expect(
      await send({ from: [from, 'stranger@evil.example'], to: replyTo, text: 'x', envelope: { from, to: replyTo } }),
    ).toBe(550);
    expect(await send({ from, to: 'somebody@elsewhere.example', text: 'x' })).toBe(550);
    expect(await send({ from, to: replyTo.replace(/\+[a-z2-7]{4}/, '+aaaa'), text: 'x' })).toBe(550);
    expect(await send({ from, to: replyTo, text: '> only quoted\n' })).toBe(550);
    expect(await send({ from, to: replyTo, text: 'x'.repeat(10_001) })).toBe(550);
    await database.dataSource.query('UPDATE reply_addresses SET expires_at = now() WHERE case_id = $1', [
      theCase.caseId,
    ]);
    expect(await send({ from, to: replyTo, text: 'Too late' })).toBe(550);
    expect(await messagesOf(theCase.caseId)).toEqual([]);
    expect((await outcomesOf(theCase.caseId)).map(({ reason }) => reason)).toEqual([
      'wrong-sender',
      'nothing-said',
      'too-long',
      'expired',
    ]);
    const kept = await rows(
      database.dataSource,
      'SELECT 1 FROM inbound_replies WHERE case_id = $1 AND whole_text IS NOT NULL',
      [theCase.caseId],
    );
    expect(kept).toEqual([]);
  });

  it('is dropped without a word where a machine wrote it', async () => {
    const { theCase, replyTo } = await aLetter();
    const from = theCase.focalPoint.email;
    for (const headers of [
      { 'Auto-Submitted': 'auto-replied' },
      { Precedence: 'bulk' },
      { 'List-Id': '<list.example>' },
    ] as Record<string, string>[])
      expect(await send({ from, to: replyTo, text: 'I am away', headers })).toBe(250);
    expect(await send({ from, to: replyTo, text: 'Undelivered', envelope: { from: '', to: replyTo } })).toBe(250);
    expect(await messagesOf(theCase.caseId)).toEqual([]);
    expect(await outcomesOf(theCase.caseId)).toEqual([
      { outcome: 'dropped', reason: 'automatic' },
      { outcome: 'dropped', reason: 'bulk' },
      { outcome: 'dropped', reason: 'list' },
      { outcome: 'dropped', reason: 'bounce' },
    ]);
  });

  it('is put off where one person writes more than people do', async () => {
    const { theCase, replyTo } = await aLetter();
    const from = theCase.focalPoint.email;
    for (let n = 0; n < 20; n += 1) expect(await send({ from, to: replyTo, text: `Answer ${n}` })).toBe(250);
    expect(await send({ from, to: replyTo, text: 'One more' })).toBe(451);
    expect(await messagesOf(theCase.caseId)).toHaveLength(20);
  });

  it('brings attachments into quarantine, each content once', async () => {
    const { theCase, replyTo } = await aLetter();
    const from = theCase.focalPoint.email;
    const attachments = [
      { filename: '../../etc/list.pdf', content: Buffer.from('MZ not a list'), contentType: 'application/pdf' },
      { filename: 'copy.pdf', content: Buffer.from('MZ not a list'), contentType: 'application/pdf' },
    ];
    expect(await send({ from, to: replyTo, text: 'See the list', attachments })).toBe(250);
    const files = await rows<{ name: string; size: number }>(
      database.dataSource,
      `SELECT f.name, f.size_bytes AS size FROM quarantined_files f JOIN inbound_replies r ON r.id = f.reply_id WHERE r.case_id = $1 ORDER BY f.id`,
      [theCase.caseId],
    );
    expect(files.map(({ size }) => size)).toEqual([13, 13]);
    expect(files.every(({ name }) => !/[/\\]/.test(name))).toBe(true);
    expect(await rows(database.dataSource, 'SELECT 1 FROM quarantined_contents')).toHaveLength(1);
    const many = Array.from({ length: 11 }, (_, n) => ({ filename: `${n}.txt`, content: String(n) }));
    expect(await send({ from, to: replyTo, text: 'Many', attachments: many })).toBe(550);
    const huge = [{ filename: 'huge.bin', content: Buffer.alloc(11 * 1024 * 1024) }];
    expect(await send({ from, to: replyTo, text: 'Huge', attachments: huge })).toBe(552);
    expect(await messagesOf(theCase.caseId)).toHaveLength(1);
  });

  it('is not asked for about a restricted case, and refused once a case has become one', async () => {
    const restricted = await aLetter({ sensitivity: 'confidential', state: 'QCC' });
    expect(restricted.replyTo).toBe('');
    expect(restricted.letter.source).toContain('Please do not reply');

    const { theCase, replyTo } = await aLetter();
    for (const sensitivity of ['confidential', 'strictly-confidential']) {
      await database.dataSource.query('UPDATE cases SET sensitivity = $2 WHERE id = $1', [theCase.caseId, sensitivity]);
      expect(await send({ from: theCase.focalPoint.email, to: replyTo, text: 'A name' })).toBe(550);
    }
    expect(await messagesOf(theCase.caseId)).toEqual([]);
    expect((await outcomesOf(theCase.caseId)).map(({ reason }) => reason)).toEqual(['restricted', 'restricted']);
  });

  it('is refused from somebody who may no longer see the case', async () => {
    const { theCase, replyTo } = await aLetter();
    await database.dataSource.query('UPDATE role_assignments SET until_at = now() WHERE person_id = $1', [
      theCase.focalPoint.personId,
    ]);
    expect(await send({ from: theCase.focalPoint.email, to: replyTo, text: 'Still here' })).toBe(550);
    expect(await outcomesOf(theCase.caseId)).toEqual([{ outcome: 'refused', reason: 'no-access' }]);
  });

  it('that is no mail, or nothing but noise, does no harm', async () => {
    const { theCase, replyTo } = await aLetter();
    const from = theCase.focalPoint.email;
    for (const raw of [
      '',
      '\r\n\r\n',
      'From: x',
      `From: ${from}\r\nContent-Type: multipart/mixed; boundary="a"\r\n\r\n--a\r\n--a`,
    ])
      expect(await send({ envelope: { from, to: replyTo }, raw })).toBe(550);
    expect(await messagesOf(theCase.caseId)).toEqual([]);
    const noise = createConnection(exchange.port, '127.0.0.1');
    noise.on('error', () => undefined);
    noise.end(Buffer.from([0, 255, 13, 10, 0, 1, 2]));
    expect(await send({ from, to: replyTo, text: 'Still well' })).toBe(250);
  });

  it('that was not taken is seen by administrators, by ids and reasons', async () => {
    const administrator = await signedIn(
      api,
      database,
      await aPerson(database.dataSource, { roles: ['administrator'] }),
    );
    const page = await administrator('GET', '/replies/not-taken?limit=2');
    expect(page.json<{ items: object[] }>().items).toHaveLength(2);
    expect(String(page.headers['link'])).toContain('rel="next"');
    expect(page.body).not.toMatch(/ministry|people\.example|evil/);
    const officer = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['hq-manager'] }));
    expect((await officer('GET', '/replies/not-taken')).statusCode).toBe(403);
  });
});
