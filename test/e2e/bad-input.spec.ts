import { DEMONSTRATION_PASSWORD } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Answer, send, tokenOf } from '../support/http.js';
import { anInstance } from '../support/instance.js';
import { aCaseIn } from '../support/played-case.js';
import { written } from '../support/written.js';

const DRAFT = { requestingState: 'KEN', area: 'TIP', urgency: 'routine', request: {} };
const asked = (request: object): object => ({ ...DRAFT, request });
/** `JSON.stringify` would lose such names; this writes them as somebody would who means harm. */
const withMember = (json: object, member: string): string => `${JSON.stringify(json).slice(0, -1)},${member}}`;

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly pointers?: readonly string[];
}

describe('what is not right is refused with a code and a way out, and nothing of it is written', () => {
  const instance = anInstance({ withoutWorker: true });
  let token: string;
  let draft: { readonly id: string; readonly version: number };

  beforeAll(async () => {
    token = await tokenOf(instance.address, 'focal-point.ken@demo.example', DEMONSTRATION_PASSWORD);
    draft = await aDraft();
  }, 60_000);

  async function aDraft(): Promise<typeof draft> {
    const { caller } = await instance.cast.focalPointOf('KEN');
    return caller.begin({ ...DRAFT, request: { title: 'A draft' } });
  }

  async function expectRefusal(answer: Answer, { status, code, pointers }: Refusal): Promise<void> {
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({ status, code, type: `urn:upon-request:problem:${code}` });
    const problem = answer.body as Record<string, unknown>;
    for (const part of ['title', 'detail', 'wayOut', 'instance', 'requestId']) expect(problem[part]).toMatch(/./);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(problem)).not.toMatch(/node_modules|at .*\.js|SyntaxError|Unexpected token|JSON at position/);
    if (pointers) expect((problem['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers);
  }

  async function refused(ask: () => Promise<Answer>, refusal: Refusal): Promise<void> {
    const before = await written(instance.database.dataSource);
    await expectRefusal(await ask(), refusal);
    expect(await written(instance.database.dataSource)).toEqual(before);
  }

  const INVALID = { status: 422, code: 'http.invalid_request' };
  const bodies: readonly (readonly [string, unknown, Refusal])[] = [
    ['JSON that breaks off', '{"area":', { status: 400, code: 'http.malformed_json' }],
    ['no JSON at all', '', { status: 400, code: 'http.empty_body' }],
    ['a list', [], { ...INVALID }],
    ['a number', 5, { ...INVALID }],
    ['null', 'null', { ...INVALID }],
    ['nothing it needs', {}, { ...INVALID }],
    ['a number for the State', { ...DRAFT, requestingState: 5 }, { ...INVALID }],
    ['a text for the request', { ...DRAFT, request: 'please' }, { ...INVALID }],
    ['a list for the request', { ...DRAFT, request: [] }, { ...INVALID, pointers: ['/request'] }],
    ['an object for the title', asked({ title: { a: 1 } }), { ...INVALID }],
    ['null for the title', asked({ title: null }), { ...INVALID }],
    [
      'a text for yes or no',
      asked({ involvesSecurityForces: 'yes' }),
      { ...INVALID, pointers: ['/request/involvesSecurityForces'] },
    ],
    ['a title without end', asked({ title: 'x'.repeat(201) }), { ...INVALID, pointers: ['/request/title'] }],
    [
      'more than the address takes',
      asked({ summary: 'x'.repeat(300_000) }),
      { status: 413, code: 'http.body_too_large' },
    ],
    ['a field nobody announced', { ...DRAFT, colour: 1 }, { ...INVALID, pointers: ['/colour'] }],
    [
      'one deeper down',
      asked({ letter: { status: 'promised', colour: 1 } }),
      { ...INVALID, pointers: ['/request/letter/colour'] },
    ],
    [
      'the date of a letter that is promised',
      asked({ letter: { status: 'promised', date: '2026-11-20' } }),
      { ...INVALID, pointers: ['/request/letter/date'] },
    ],
    [
      'a day that does not exist',
      asked({ letter: { status: 'attached', kind: 'note-verbale', date: '2026-02-30' } }),
      { ...INVALID, pointers: ['/request/letter/date'] },
    ],
    ['a NUL in a text', asked({ title: 'a\u0000b' }), { ...INVALID, pointers: ['/request/title'] }],
    [
      'an escape character in a text',
      asked({ summary: 'a\u001b[2Jb' }),
      { ...INVALID, pointers: ['/request/summary'] },
    ],
    ['half a character', asked({ title: '\ud800' }), { ...INVALID, pointers: ['/request/title'] }],
    ['a prototype', withMember(DRAFT, '"__proto__":{"area":"TER"}'), { status: 400, code: 'http.malformed_json' }],
    [
      'a prototype deeper down',
      `{"requestingState":"KEN","area":"TIP","urgency":"routine","request":{"__proto__":{"title":"x"}}}`,
      { status: 400, code: 'http.malformed_json' },
    ],
    ['a constructor', withMember(DRAFT, '"constructor":1'), { ...INVALID, pointers: ['/constructor'] }],
    [
      'names every object has',
      asked({ toString: 'x', hasOwnProperty: 'y' }),
      { ...INVALID, pointers: ['/request/toString', '/request/hasOwnProperty'] },
    ],
    ['nesting without end', `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`, { ...INVALID }],
    [
      'a State that is none',
      { ...DRAFT, requestingState: 'XXX' },
      { status: 422, code: 'case.request_not_valid', pointers: ['/requestingState'] },
    ],
    [
      'an area that is none',
      { ...DRAFT, area: 'CONSTRUCTOR' },
      { status: 422, code: 'case.request_not_valid', pointers: ['/area'] },
    ],
    [
      'kinds of assistance that are none',
      asked({ assistanceType: 'NONE', otherAssistanceTypes: ['NEEDS', 'NONE'] }),
      {
        status: 422,
        code: 'case.request_not_valid',
        pointers: ['/request/otherAssistanceTypes/1', '/request/assistanceType'],
      },
    ],
    ['the State of somebody else', { ...DRAFT, requestingState: 'MDG' }, { status: 403, code: 'case.not_entitled' }],
  ];

  it.each(bodies)('a request with %s', (_, body, refusal) =>
    refused(() => send(instance.address, 'POST', '/api/v1/cases', { token, body }), refusal),
  );

  it.each([
    ['plain text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['XML', 'application/xml'],
  ])('a request written as %s', (_, type) =>
    refused(
      () =>
        send(instance.address, 'POST', '/api/v1/cases', { token, body: 'area=TIP', headers: { 'content-type': type } }),
      {
        status: 415,
        code: 'http.media_type',
      },
    ),
  );

  const act = (body: unknown, headers: Readonly<Record<string, string>> = { 'if-match': `"v${draft.version}"` }) =>
    send(instance.address, 'POST', `/api/v1/cases/${draft.id}/transitions`, { token, body, headers });

  it.each([
    ['no If-Match', {}, { status: 428, code: 'http.if_match_missing' }],
    ['a stale one', { 'if-match': '"v99"' }, { status: 412, code: 'case.changed_meanwhile' }],
    ['any version whatever', { 'if-match': '*' }, { status: 400, code: 'http.if_match_invalid' }],
    ['a weak one', { 'if-match': 'W/"v1"' }, { status: 400, code: 'http.if_match_invalid' }],
    ['one without quotes', { 'if-match': 'v1' }, { status: 400, code: 'http.if_match_invalid' }],
    ['two at once', { 'if-match': '"v1", "v2"' }, { status: 400, code: 'http.if_match_invalid' }],
    [
      'an empty key',
      { 'if-match': '"v1"', 'idempotency-key': '' },
      { status: 400, code: 'http.idempotency_key_invalid' },
    ],
    [
      'a key with a space',
      { 'if-match': '"v1"', 'idempotency-key': 'a b' },
      { status: 400, code: 'http.idempotency_key_invalid' },
    ],
    [
      'a key without end',
      { 'if-match': '"v1"', 'idempotency-key': 'x'.repeat(256) },
      { status: 400, code: 'http.idempotency_key_invalid' },
    ],
  ] as const)('an act with %s', (_, headers, refusal) => refused(() => act({ name: 'withdraw' }, headers), refusal));

  it.each([
    [
      'an act that is none',
      { name: 'fly' },
      { status: 422, code: 'transition.unknown_transition', pointers: ['/name'] },
    ],
    [
      'an act named like a constructor',
      { name: 'constructor' },
      { status: 422, code: 'transition.unknown_transition' },
    ],
    [
      'an act named like a prototype',
      { name: '__proto__' },
      { status: 422, code: 'http.invalid_request', pointers: ['/name'] },
    ],
    ['an act the state does not offer', { name: 'accept' }, { status: 409, code: 'transition.wrong_state' }],
    ['an act that is not possible yet', { name: 'submit' }, { status: 409, code: 'transition.guard_failed' }],
    [
      'input that is a list',
      { name: 'withdraw', input: [] },
      { status: 422, code: 'http.invalid_request', pointers: ['/input'] },
    ],
    [
      'input that is null',
      { name: 'withdraw', input: null },
      { status: 422, code: 'http.invalid_request', pointers: ['/input'] },
    ],
    [
      'input the act does not ask for',
      { name: 'withdraw', input: { colour: 1 } },
      { status: 422, code: 'transition.invalid_input', pointers: ['/input/colour'] },
    ],
    [
      'input of another type',
      { name: 'withdraw', input: { reason: 5 } },
      { status: 422, code: 'transition.invalid_input', pointers: ['/input/reason'] },
    ],
    [
      'a NUL in the input',
      { name: 'withdraw', input: { reason: 'a\u0000' } },
      { status: 422, code: 'transition.invalid_input', pointers: ['/input/reason'] },
    ],
    [
      'half a character in the input',
      { name: 'withdraw', input: { reason: '\udfff' } },
      { status: 422, code: 'http.invalid_request', pointers: ['/input/reason'] },
    ],
    [
      'a constructor in the input',
      { name: 'withdraw', input: { constructor: 'x' } },
      { status: 422, code: 'http.invalid_request', pointers: ['/input/constructor'] },
    ],
    [
      'a prototype in the input',
      '{"name":"withdraw","input":{"__proto__":{"reason":"x"}}}',
      { status: 400, code: 'http.malformed_json' },
    ],
  ] as const)('%s', (_, body, refusal) => refused(() => act(body), refusal));

  it('an act of another role', async () => {
    const theCase = await aCaseIn(instance, 'triage');
    const focalPoint = await tokenOf(instance.address, 'focal-point.mdg@demo.example', DEMONSTRATION_PASSWORD);
    await refused(
      () =>
        send(instance.address, 'POST', `/api/v1/cases/${theCase.id}/transitions`, {
          token: focalPoint,
          body: { name: 'accept' },
          headers: { 'if-match': `"v${theCase.version}"` },
        }),
      { status: 403, code: 'transition.wrong_role' },
    );
  }, 60_000);

  it('what is not there and what one may not see, in the same words', async () => {
    const elsewhere = await aCaseIn(instance, 'submitted');
    const bodies = await Promise.all(
      [elsewhere.id, randomUUID(), 'no-id', '%00', '..%2F..%2Fme'].map(async (id) => {
        const answer = await send(instance.address, 'GET', `/api/v1/cases/${id}`, { token });
        await expectRefusal(answer, { status: 404, code: 'case.not_found' });
        const { instance: _, requestId: __, ...said } = answer.body as Record<string, unknown>;
        return said;
      }),
    );
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  }, 60_000);

  it.each([
    ['/api/v1/cases?colour=1', { ...INVALID, pointers: ['/colour'] }],
    ['/api/v1/cases?limit=0', { ...INVALID, pointers: ['/limit'] }],
    ['/api/v1/cases?limit=101', { ...INVALID, pointers: ['/limit'] }],
    ['/api/v1/cases?sort=title', { ...INVALID, pointers: ['/sort'] }],
    ['/api/v1/cases?area=FIR&area=TER', { ...INVALID, pointers: ['/area'] }],
    ['/api/v1/cases?__proto__=1', { ...INVALID }],
    ['/api/v1/cases?cursor=abc', { status: 422, code: 'list.cursor_invalid' }],
    ['/api/v1/cases/%zz', { status: 400, code: 'http.malformed_address' }],
    ['/api/v1/nothing', { status: 404, code: 'http.not_found' }],
  ] as const)('the address %s', (path, refusal) =>
    refused(() => send(instance.address, 'GET', path, { token }), refusal),
  );

  it('whoever is not signed in', () =>
    refused(() => send(instance.address, 'POST', '/api/v1/cases', { body: DRAFT }), {
      status: 401,
      code: 'people.not_signed_in',
    }));

  describe('a key that comes again', () => {
    const begin = (key: string, body: object, more: Readonly<Record<string, string>> = {}) =>
      send(instance.address, 'POST', '/api/v1/cases', { token, body, headers: { 'idempotency-key': key, ...more } });

    it('with the same content gets the same answer, and there is one case', async () => {
      const key = randomUUID();
      const before = await written(instance.database.dataSource);
      const [first, second] = [await begin(key, DRAFT), await begin(key, DRAFT)];
      expect(second).toMatchObject({ status: 201, body: first.body });
      expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      expect(await written(instance.database.dataSource)).toMatchObject({ cases: (before['cases'] ?? 0) + 1 });
    });

    it('with other content is refused', async () => {
      const key = randomUUID();
      await begin(key, DRAFT);
      await refused(() => begin(key, { ...DRAFT, urgency: 'urgent' }), { status: 422, code: 'repeat.differs' });
    });

    it('while the first is at work makes one case; whoever is too early is told to come back', async () => {
      const key = randomUUID();
      const before = await written(instance.database.dataSource);
      const answers = await Promise.all(Array.from({ length: 8 }, () => begin(key, DRAFT)));
      const made = answers.filter(({ status }) => status === 201);
      expect(new Set(made.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
      for (const early of answers.filter(({ status }) => status !== 201)) {
        await expectRefusal(early, { status: 409, code: 'repeat.in_progress' });
        expect(early.headers.get('retry-after')).toBe('1');
      }
      expect(await written(instance.database.dataSource)).toMatchObject({ cases: (before['cases'] ?? 0) + 1 });
    });

    it('from somebody else is another key', async () => {
      const key = randomUUID();
      const other = await tokenOf(instance.address, 'focal-point.mdg@demo.example', DEMONSTRATION_PASSWORD);
      const mine = await begin(key, DRAFT);
      const theirs = await send(instance.address, 'POST', '/api/v1/cases', {
        token: other,
        body: { ...DRAFT, requestingState: 'MDG' },
        headers: { 'idempotency-key': key },
      });
      expect([mine.status, theirs.status]).toEqual([201, 201]);
      expect((theirs.body as { id: string }).id).not.toBe((mine.body as { id: string }).id);
    });

    it('on an act performs it once, although the version has moved on', async () => {
      const { id, version } = await aDraft();
      const headers = { 'if-match': `"v${version}"`, 'idempotency-key': randomUUID() };
      const withdraw = () =>
        send(instance.address, 'POST', `/api/v1/cases/${id}/transitions`, {
          token,
          body: { name: 'withdraw' },
          headers,
        });
      const [first, second] = [await withdraw(), await withdraw()];
      expect(first).toMatchObject({ status: 200, body: { state: 'withdrawn', version: version + 1 } });
      expect(second).toMatchObject({ status: 200, body: first.body });
    });
  });
});
