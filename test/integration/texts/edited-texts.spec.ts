import { loadReferenceData, rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { headerOf, MailServer } from '../../support/mail-server.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { acknowledge, anAcknowledgedCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, startWorker } from '../../support/worker.js';

const EDITED = { subject: 'We have it', paragraphs: ['“{title}” of {state} is {reference}.'] };

describe('the words of letters', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  const mail = new MailServer();
  const stops: (() => Promise<unknown>)[] = [];
  let administrator: Awaited<ReturnType<typeof signedIn>>;
  let officer: Awaited<ReturnType<typeof signedIn>>;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    administrator = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
    officer = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['case-officer@ROEA'] }));
    await mail.start();
    const worker = await startWorker(
      aConfiguration({
        databaseUrl: database.url,
        queue: { backend: 'postgres', url: database.url },
        smtpUrl: mail.url,
      }),
    );
    stops.push(() => worker.stop());
  }, 60_000);
  afterAll(async () => {
    for (const stop of stops) await stop();
    await mail.stop();
  });

  const edit = (key: string, document: object, version = 1, language = 'en') =>
    administrator('PUT', `/texts/${key}/${language}`, document, { headers: { 'if-match': `"v${version}"` } });
  const letterTo = async (email: string): Promise<{ subject: string | undefined; source: string }> => {
    const received = await until('the letter has come', () => mail.received.find(({ to }) => to.includes(email)));
    // Long lines are folded on the wire.
    return { subject: headerOf(received, 'Subject'), source: received.source.replace(/=\r\n/g, '') };
  };

  it('are shown with their rules, in every language', async () => {
    const { items } = (await administrator('GET', '/texts?language=fr')).json<{ items: { key: string }[] }>();
    expect(items.find(({ key }) => key === 'accepted')).toMatchObject({
      kind: 'letter',
      version: 1,
      edited: null,
      isUnusable: false,
      allowedPlaceholders: ['reference', 'title', 'state', 'date'],
      requiredPlaceholders: ['title'],
      shipped: { subject: 'La demande a été acceptée' },
    });
  });

  it('are edited, carried by the next letter, and taken back', async () => {
    const edited = await edit('acknowledgement', EDITED);
    expect([edited.statusCode, edited.headers['etag'], edited.json()]).toEqual([
      200,
      '"v2"',
      { key: 'acknowledgement', language: 'en', version: 2 },
    ]);
    const unitOfWork = await aUnitOfWork(database.dataSource);
    const first = await anAcknowledgedCase(database.dataSource);
    await acknowledge(unitOfWork, first);
    const letter = await letterTo(first.focalPoint.email);
    expect(letter.subject).toBe(`[${first.reference}] We have it`);
    expect(letter.source).toContain(`of Kenya is ${first.reference}.`);

    const reset = await administrator('DELETE', '/texts/acknowledgement/en', undefined, {
      headers: { 'if-match': '"v2"' },
    });
    expect([reset.statusCode, reset.json<{ version: number }>().version]).toEqual([200, 3]);
    const second = await anAcknowledgedCase(database.dataSource);
    await acknowledge(unitOfWork, second);
    expect((await letterTo(second.focalPoint.email)).subject).toContain('Your request has been received');

    const { items } = (await administrator('GET', '/texts/acknowledgement/en/versions')).json<{ items: object[] }>();
    expect(items).toMatchObject([
      { version: 3, edited: null, changedByName: 'Somebody' },
      { version: 2, edited: EDITED },
    ]);
    const audited = await rows<{ kind: string; detail: object }>(
      database.dataSource,
      `SELECT kind, detail FROM audit_records WHERE kind LIKE 'text-%' ORDER BY occurred_at`,
    );
    expect(audited).toEqual([
      { kind: 'text-edited', detail: { key: 'acknowledgement', language: 'en', version: 2 } },
      { kind: 'text-reset', detail: { key: 'acknowledgement', language: 'en', version: 3 } },
    ]);
  });

  it.each([
    ['en', 'Türkiye'],
    ['fr', 'Türkiye'],
    ['es', 'Türkiye'],
    ['ru', 'Турция'],
    ['ar', 'تركيا'],
    ['zh', '土耳其'],
  ] as const)('call a State in %s what the United Nations calls it', async (language, name) => {
    const text = await administrator('GET', `/texts/acknowledgement/${language}`);
    const { version } = text.json<{ version: number }>();
    await edit('acknowledgement', { subject: '1', paragraphs: ['{title} = {state} = {reference}'] }, version, language);
    const theCase = await anAcknowledgedCase(database.dataSource, { state: 'TUR', language });
    await acknowledge(await aUnitOfWork(database.dataSource), theCase);
    await letterTo(theCase.focalPoint.email);
    const received = mail.received.find(({ to }) => to.includes(theCase.focalPoint.email));
    const { text: words } = await PostalMime.parse(received?.source ?? '');
    expect(words).toContain(`Training of investigators = ${name} = ${theCase.reference}`);
  });

  it('stop no letter when they break: the shipped ones go out, and it is seen', async () => {
    await edit('request-submitted', { subject: 'New', paragraphs: ['{title}'] });
    await database.dataSource.query(
      `UPDATE edited_texts SET document = '{"subject":"Broken\\r\\nBcc: all","paragraphs":"none"}' WHERE key = 'request-submitted'`,
    );
    const theCase = await anAcknowledgedCase(database.dataSource);
    await acknowledge(await aUnitOfWork(database.dataSource), theCase, 'request-submitted');
    expect((await letterTo(theCase.focalPoint.email)).subject).toBe(
      `[${theCase.reference}] A request has been submitted`,
    );
    expect((await administrator('GET', '/texts/request-submitted/en')).json()).toMatchObject({
      isUnusable: true,
      version: 2,
    });
  });

  it('can be seen as a mail before anybody gets one', async () => {
    const preview = await administrator('POST', '/texts/accepted/ar/preview', {
      subject: 'قبول',
      paragraphs: ['«{title}» — {state}'],
    });
    expect(preview.statusCode).toBe(200);
    expect(preview.json()).toMatchObject({
      subject: expect.stringContaining('قبول') as unknown,
      text: expect.stringContaining('«Training of prosecutors» — كينيا') as unknown,
      html: expect.stringContaining('dir="rtl"') as unknown,
    });
    expect((await administrator('GET', '/texts/accepted/ar')).json()).toMatchObject({ version: 1, edited: null });
  });

  it.each([
    ['accepted', { subject: 'A', paragraphs: ['{titel}'] }, '/paragraphs/0'],
    ['accepted', { subject: 'A\r\nBcc: x', paragraphs: ['{title}'] }, '/subject'],
    ['accepted', { text: '{title}' }, '/text'],
    ['accepted', {}, '/subject'],
    ['frame-greeting', { text: 'Hello' }, '/text'],
    ['frame-restricted', { subject: 'News', paragraphs: ['{title} {reference}'] }, '/paragraphs/0'],
    ['frame-digest', { forms: { other: '{count}' } }, '/forms/one'],
  ])('are refused when a letter cannot be made of them (%s, %#)', async (key, document, pointer) => {
    for (const answer of [
      await edit(key, document),
      await administrator('POST', `/texts/${key}/en/preview`, document),
    ]) {
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'texts.not_usable']);
      expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toContain(pointer);
    }
    expect((await administrator('GET', `/texts/${key}/en`)).json()).toMatchObject({ version: 1 });
  });

  it('are not edited over another edit, unseen, or by anybody else', async () => {
    await edit('held', { subject: 'Waiting', paragraphs: ['{title}'] });
    const stale = await edit('held', { subject: 'Other', paragraphs: ['{title}'] });
    expect([stale.statusCode, stale.headers['etag'], stale.json<{ code: string }>().code]).toEqual([
      412,
      '"v2"',
      'texts.changed_meanwhile',
    ]);
    expect((await administrator('PUT', '/texts/held/en', { subject: 'x', paragraphs: ['{title}'] })).statusCode).toBe(
      428,
    );
    for (const answer of [
      await officer('GET', '/texts'),
      await officer(
        'PUT',
        '/texts/held/en',
        { subject: 'x', paragraphs: ['{title}'] },
        { headers: { 'if-match': '"v2"' } },
      ),
    ])
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'people.not_permitted']);
    for (const path of ['nothing/en', 'held/de', 'constructor/en', '__proto__/en', '%00/en'])
      expect((await administrator('GET', `/texts/${path}`)).statusCode).toBe(404);
    const unknown = await edit('held', { subject: 'x', paragraphs: ['{title}'], html: '<b>' }, 2);
    expect([unknown.statusCode, unknown.json()]).toMatchObject([422, { errors: [{ pointer: '/html' }] }]);
  });
});
