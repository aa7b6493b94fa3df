import type { Actor } from '#libs/domain';
import { loadReferenceData, rows } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { toldAbout } from '../../support/told-people.js';
import { written } from '../../support/written.js';

type Ask = Staff['officeHead'];

interface Message {
  readonly sequence: number;
  readonly kind: string;
  readonly side: string;
  readonly text: string | null;
  readonly dueAt: string | null;
  readonly answeredBy: number | null;
  readonly answers: number | null;
}

const NOBODY = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';

describe('the conversation on a case', () => {
  const database = aDatabase({ poolSize: 10 });
  const api = anApi(database);
  let staff: Staff;
  let caseOfficer: Ask;
  let colleague: Actor;
  let colleagueAsks: Ask;

  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    staff = await aStaff(api, database);
    caseOfficer = await signedIn(api, database, staff.caseOfficer);
    colleague = await aPerson(database.dataSource, { roles: ['triage-officer@ROEA'] });
    colleagueAsks = await signedIn(api, database, colleague);
  }, 60_000);

  const meOf = async (ask: Ask): Promise<string> => (await ask('GET', '/me')).json<{ personId: string }>().personId;
  const aCase = async (): Promise<string> => {
    const { caseId } = await aCaseAtTheOffice(staff);
    await act(staff.officeHead, caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });
    return caseId;
  };
  const say = async (ask: Ask, caseId: string, text: string, more: object = {}): Promise<number> => {
    const answer = await ask('POST', `/cases/${caseId}/messages`, { text, ...more });
    expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()]);
    return answer.json<{ sequence: number }>().sequence;
  };
  const conversation = async (ask: Ask, caseId: string): Promise<readonly Message[]> =>
    (await ask('GET', `/cases/${caseId}/messages`)).json<{ items: Message[] }>().items;
  const etagOf = async (ask: Ask, caseId: string): Promise<{ headers: { 'if-match': string } }> => ({
    headers: { 'if-match': String((await ask('GET', `/cases/${caseId}`)).headers['etag']) },
  });
  const clocks = (caseId: string): Promise<{ target: string; status: string; due: Date | null }[]> =>
    rows(database.dataSource, 'SELECT target, status, due_at AS due FROM clocks WHERE case_id = $1', [caseId]);

  it('is read by both sides, newest first, with who speaks and for which side', async () => {
    const caseId = await aCase();
    const versionBefore = (await staff.focalPoint('GET', `/cases/${caseId}`)).headers['etag'];
    const first = await say(staff.focalPoint, caseId, 'When does the course begin?', { language: 'sw' });
    const second = await say(caseOfficer, caseId, 'In March.\nThe dates follow.');
    for (const reader of [staff.focalPoint, caseOfficer, staff.officeHead]) {
      expect(await conversation(reader, caseId)).toMatchObject([
        {
          sequence: second,
          kind: 'message',
          side: 'office',
          authorRole: 'case-officer',
          text: 'In March.\nThe dates follow.',
        },
        { sequence: first, kind: 'message', side: 'state', authorRole: 'focal-point', language: 'sw', source: 'web' },
      ]);
    }
    // It moves nothing: nobody's decision is refused for it.
    expect((await staff.focalPoint('GET', `/cases/${caseId}`)).headers['etag']).toBe(versionBefore);
  });

  it('is in the history without its words', async () => {
    const caseId = await aCase();
    const sequence = await say(staff.focalPoint, caseId, 'Words that may have to be forgotten');
    const history = await staff.focalPoint('GET', `/cases/${caseId}/history`);
    expect(history.json<{ items: object[] }>().items.at(-1)).toMatchObject({ sequence, type: 'message-posted' });
    expect(history.body).not.toContain('forgotten');
    const clocksAnswer = await staff.focalPoint('GET', `/cases/${caseId}/clocks`);
    expect(clocksAnswer.statusCode).toBe(200);
    const elsewhere = await rows(
      database.dataSource,
      `SELECT 1 FROM case_events WHERE detail::text LIKE '%forgotten%' UNION ALL SELECT 1 FROM audit_records WHERE detail::text LIKE '%forgotten%'
       UNION ALL SELECT 1 FROM outbox_messages WHERE payload::text LIKE '%forgotten%'`,
    );
    expect(elsewhere).toEqual([]);
  });

  it('tells the other side, never the author, and whoever is addressed by name once', async () => {
    const caseId = await aCase();
    await database.dataSource.query('DELETE FROM outbox_messages WHERE case_id = $1', [caseId]);
    const [focalPoint, officer] = [await meOf(staff.focalPoint), staff.caseOfficer.personId];
    await say(staff.focalPoint, caseId, 'To the office');
    expect(await toldAbout(database.dataSource, caseId)).toEqual([`${officer} message-from-state`]);

    await say(caseOfficer, caseId, 'To the State, and to a colleague', {
      mentions: [colleague.personId, focalPoint, officer],
    });
    expect(await toldAbout(database.dataSource, caseId)).toEqual(
      [`${officer} message-from-state`, `${focalPoint} mentioned`, `${colleague.personId} mentioned`].sort(),
    );
  });

  it('addresses nobody by name who may not read it, and does not tell who exists', async () => {
    const caseId = await aCase();
    const stranger = await aPerson(database.dataSource, { roles: ['focal-point@NER'] });
    const before = await written(database.dataSource);
    for (const mention of [stranger.personId, NOBODY]) {
      const answer = await staff.focalPoint('POST', `/cases/${caseId}/messages`, {
        text: 'Hello',
        mentions: [staff.caseOfficer.personId, mention],
      });
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({
        code: 'messages.mention_not_possible',
        errors: [{ pointer: '/mentions/1', code: 'mention_not_possible' }],
      });
    }
    expect(await written(database.dataSource)).toEqual(before);
  });

  it('holds a question that stops the office’s clock until the State has answered, with its due date', async () => {
    const caseId = await aCase();
    const asked = await caseOfficer(
      'POST',
      `/cases/${caseId}/questions`,
      { question: 'How many prosecutors?' },
      await etagOf(caseOfficer, caseId),
    );
    expect(asked.json()).toMatchObject({ state: 'info-requested', holder: 'state' });
    expect(asked.headers['etag']).toMatch(/^"v\d+"$/);
    const paused = await clocks(caseId);
    expect(paused.find(({ target }) => target === 'triage-decision')?.status).toBe('paused');
    const [question] = await conversation(staff.focalPoint, caseId);
    expect(question).toMatchObject({
      kind: 'question',
      side: 'office',
      text: 'How many prosecutors?',
      answeredBy: null,
    });
    expect(question?.dueAt).toBe(paused.find(({ target }) => target === 'state-answers')?.due?.toISOString());

    // A message beside it answers nothing: the State decides what its answer is.
    await say(staff.focalPoint, caseId, 'We are collecting the figures.');
    expect((await clocks(caseId)).find(({ target }) => target === 'triage-decision')?.status).toBe('paused');

    const answered = await staff.focalPoint(
      'POST',
      `/cases/${caseId}/answers`,
      { answer: 'About forty.' },
      await etagOf(staff.focalPoint, caseId),
    );
    expect(answered.json()).toMatchObject({ state: 'triage', holder: 'office' });
    expect((await clocks(caseId)).find(({ target }) => target === 'triage-decision')?.status).toBe('running');
    const [answer, , sameQuestion] = await conversation(caseOfficer, caseId);
    expect(answer).toMatchObject({ kind: 'answer', side: 'state', text: 'About forty.', answers: question?.sequence });
    expect(sameQuestion).toMatchObject({ dueAt: null, answeredBy: answer?.sequence });
  });

  it('shows a question whichever way it was asked, and asks only as the lifecycle allows', async () => {
    const caseId = await aCase();
    await act(caseOfficer, caseId, 'ask-for-information', { question: 'Which regions?' });
    expect((await conversation(staff.focalPoint, caseId))[0]).toMatchObject({
      kind: 'question',
      text: 'Which regions?',
    });

    const again = await caseOfficer(
      'POST',
      `/cases/${caseId}/questions`,
      { question: 'And?' },
      await etagOf(caseOfficer, caseId),
    );
    expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'transition.wrong_state']);
    const byState = await staff.focalPoint(
      'POST',
      `/cases/${caseId}/questions`,
      { question: '?' },
      await etagOf(caseOfficer, caseId),
    );
    expect(byState.statusCode).toBe(409);
    const stale = await staff.focalPoint(
      'POST',
      `/cases/${caseId}/answers`,
      { answer: 'All' },
      { headers: { 'if-match': '"v1"' } },
    );
    expect([stale.statusCode, stale.json<{ code: string }>().code]).toEqual([412, 'case.changed_meanwhile']);
    const blind = await staff.focalPoint('POST', `/cases/${caseId}/answers`, { answer: 'All' });
    expect(blind.statusCode).toBe(428);
  });

  it('begins with the submission and ends with the case, unless something is still due on it', async () => {
    const draft = await staff.focalPoint('POST', '/cases', {
      requestingState: 'KEN',
      area: 'ROL',
      urgency: 'routine',
      request: {},
    });
    const draftId = draft.json<{ id: string }>().id;
    const early = await staff.focalPoint('POST', `/cases/${draftId}/messages`, { text: 'Hello' });
    expect([early.statusCode, early.json<{ code: string }>().code]).toEqual([409, 'messages.conversation_closed']);

    const caseId = await aCase();
    const ended = async (nextDueAt: Date | null): Promise<number> => {
      await database.dataSource.query('UPDATE cases SET is_open = false, next_due_at = $2 WHERE id = $1', [
        caseId,
        nextDueAt,
      ]);
      return (await staff.focalPoint('POST', `/cases/${caseId}/messages`, { text: 'Does it last?' })).statusCode;
    };
    expect(await ended(null)).toBe(409);
    expect(await ended(new Date())).toBe(201);
  });

  it('is written once for a call that is repeated', async () => {
    const caseId = await aCase();
    const headers = { 'idempotency-key': 'the-same-message' };
    const first = await staff.focalPoint('POST', `/cases/${caseId}/messages`, { text: 'Once' }, { headers });
    const second = await staff.focalPoint('POST', `/cases/${caseId}/messages`, { text: 'Once' }, { headers });
    expect([first.statusCode, second.statusCode, second.body]).toEqual([201, 201, first.body]);
    expect(await conversation(caseOfficer, caseId)).toHaveLength(1);
    const other = await staff.focalPoint('POST', `/cases/${caseId}/messages`, { text: 'Twice' }, { headers });
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'repeat.differs']);
  });

  it('keeps the original as the authentic text beside its translations', async () => {
    const caseId = await aCase();
    const sequence = await say(staff.focalPoint, caseId, 'Asante sana', { language: 'sw' });
    const translate = (body: object) => caseOfficer('POST', `/cases/${caseId}/messages/${sequence}/translations`, body);
    expect((await translate({ language: 'en', text: 'Thank you', method: 'machine' })).statusCode).toBe(201);
    const itself = await translate({ language: 'sw', text: 'Karibu', method: 'human' });
    expect([itself.statusCode, itself.json<{ code: string }>().code]).toEqual([
      422,
      'messages.translation_into_itself',
    ]);
    expect((await staff.focalPoint('GET', `/cases/${caseId}/messages/${sequence}`)).json()).toMatchObject({
      text: 'Asante sana',
      language: 'sw',
      translations: [{ language: 'en', text: 'Thank you', isAuthentic: false, method: 'machine' }],
    });
    for (const place of ['1', '999', '0', 'x', '1e3'])
      expect((await caseOfficer('GET', `/cases/${caseId}/messages/${place}`)).json()).toMatchObject({
        status: 404,
        code: 'messages.not_found',
      });
  });

  it('is paged from entry to entry', async () => {
    const caseId = await aCase();
    const places: number[] = [];
    for (const text of ['one', 'two', 'three', 'four', 'five']) places.unshift(await say(caseOfficer, caseId, text));
    const read: number[] = [];
    let next: string | undefined = `/cases/${caseId}/messages?limit=2`;
    let pages = 0;
    while (next) {
      const page = await staff.focalPoint('GET', next);
      read.push(...page.json<{ items: Message[] }>().items.map(({ sequence }) => sequence));
      next = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(page.headers['link'] ?? ''))?.[1];
      pages += 1;
    }
    expect([read, pages]).toEqual([places, 3]);
  });

  it('does not exist for who may not see the case, whatever is asked', async () => {
    const caseId = await aCase();
    await say(staff.focalPoint, caseId, 'Ours');
    const stranger = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['focal-point@NER'] }));
    const shorn = (answer: Awaited<ReturnType<Ask>>): object => {
      const { instance: _instance, requestId: _requestId, ...rest } = answer.json<Record<string, unknown>>();
      return rest;
    };
    for (const [method, path, body] of [
      ['GET', 'messages'],
      ['POST', 'messages', { text: 'x' }],
      ['GET', 'messages/5'],
      ['GET', 'notes'],
      ['POST', 'notes', { text: 'x' }],
      ['POST', 'messages/5/translations', { language: 'fr', text: 'x', method: 'human' }],
      ['POST', 'questions', { question: 'x' }],
      ['POST', 'answers', { answer: 'x' }],
    ] as const) {
      const more = { headers: { 'if-match': '"v1"' } };
      const invisible = await stranger(method, `/cases/${caseId}/${path}`, body, more);
      const absent = await stranger(method, `/cases/${NOBODY}/${path}`, body, more);
      expect([path, invisible.statusCode, shorn(invisible)]).toEqual([path, 404, shorn(absent)]);
    }
  });

  it('is kept from the other people of the State once it is strictly confidential', async () => {
    const caseId = await aCase();
    const sequence = await say(staff.focalPoint, caseId, 'A name');
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [caseId]);
    const other = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const otherAsks = await signedIn(api, database, other);
    expect((await otherAsks('GET', `/cases/${caseId}/messages`)).statusCode).toBe(404);
    expect((await otherAsks('GET', `/cases/${caseId}/messages/${sequence}`)).statusCode).toBe(404);
    expect((await colleagueAsks('GET', `/cases/${caseId}/notes`)).statusCode).toBe(404);
    const mention = () => caseOfficer('POST', `/cases/${caseId}/messages`, { text: 'x', mentions: [other.personId] });
    expect((await mention()).statusCode).toBe(422);
    expect(await conversation(staff.focalPoint, caseId)).toHaveLength(1);

    await database.dataSource.query(
      `INSERT INTO case_need_to_know (case_id, person_id, named_by, reason) VALUES ($1, $2, $3, 'their work')`,
      [caseId, other.personId, staff.caseOfficer.personId],
    );
    expect((await mention()).statusCode).toBe(201);
    expect((await otherAsks('GET', `/cases/${caseId}/messages`)).statusCode).toBe(200);
  });

  it('has no voice for whoever only reads the case', async () => {
    const caseId = await aCase();
    await database.dataSource.query(`UPDATE cases SET supporting_offices = '{ROSEN}' WHERE id = $1`, [caseId]);
    const helper = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['case-officer@ROSEN'] }));
    expect((await helper('GET', `/cases/${caseId}/messages`)).statusCode).toBe(200);
    const answer = await helper('POST', `/cases/${caseId}/messages`, { text: 'I could help' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'messages.no_part']);
    expect((await helper('POST', `/cases/${caseId}/notes`, { text: 'We could help' })).statusCode).toBe(201);
  });

  it.each([
    ['nothing', {}, '/text'],
    ['no text but blanks', { text: ' \n\t ' }, '/text'],
    ['a text without end', { text: 'x'.repeat(10_001) }, '/text'],
    ['a number', { text: 5 }, '/text'],
    ['null', { text: null }, '/text'],
    ['control characters', { text: 'a\u0000b' }, '/text'],
    ['half a character', { text: 'a\ud800' }, '/text'],
    ['no language', { text: 'x', language: 'English' }, '/language'],
    ['a header for a language', { text: 'x', language: 'en\r\nBcc: x' }, '/language'],
    ['null for mentions', { text: 'x', mentions: null }, '/mentions'],
    ['one for mentions', { text: 'x', mentions: NOBODY }, '/mentions'],
    ['mentions of nobody', { text: 'x', mentions: ['ana'] }, '/mentions'],
    [
      'too many mentions',
      { text: 'x', mentions: Array.from({ length: 21 }, (_, n) => NOBODY.slice(0, -2) + String(n + 10)) },
      '/mentions',
    ],
    ['the same mention twice', { text: 'x', mentions: [NOBODY, NOBODY] }, '/mentions'],
    ['what nobody announced', { text: 'x', kind: 'note' }, '/kind'],
    ['an author of its own', { text: 'x', authorId: NOBODY }, '/authorId'],
    ['a name that every object has', { text: 'x', toString: 'y' }, '/toString'],
  ])('takes no message and no note with %s', async (_what, body, pointer) => {
    const caseId = await aCase();
    const before = await written(database.dataSource);
    for (const path of ['messages', 'notes']) {
      const answer = await caseOfficer('POST', `/cases/${caseId}/${path}`, body);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'http.invalid_request']);
      expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toContain(pointer);
    }
    expect(await written(database.dataSource)).toEqual(before);
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'before=0', 'before=-1', 'before=%00', 'before=1&before=2', 'order=x'])(
    'is not paged by %s',
    async (query) => {
      const caseId = await aCase();
      const answer = await caseOfficer('GET', `/cases/${caseId}/messages?${query}`);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([422, 'http.invalid_request']);
    },
  );
});
