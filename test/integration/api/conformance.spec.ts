import { DEMONSTRATION_PASSWORD } from '#libs/infrastructure';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}
interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
const ABSENT = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';
/** Who looks at everything: each kind of user sees other answers. */
const EVERYBODY = ['focal-point.ken', 'head.roea', 'manager-1.hq', 'auditor.hq', 'administrator.hq'];
/** They answer with a stream that does not end, or with a file. */
const NOT_JSON = new Set(['/api/v1/me/notifications/stream']);

describe('what the API answers', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 5 });
  const api = anApi(database);
  let document: ApiDocument;
  let ajv: Ajv2020;
  const tokens = new Map<string, string>();
  const seen = new Set<string>();
  let faults: string[];
  beforeEach(() => {
    faults = [];
  });

  beforeAll(async () => {
    const answer = await api.app.inject({ method: 'GET', url: '/api/openapi.json' });
    document = answer.json<ApiDocument>();
    ajv = new Ajv2020({ strict: false, allErrors: true });
    (formats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: 'api', components: document.components });
    for (const name of EVERYBODY) tokens.set(name, await signIn(`${name}@demo.example`));
  }, 120_000);

  async function signIn(email: string): Promise<string> {
    const { body } = await ask('POST', '/api/v1/sessions', {}, null, {
      email,
      password: DEMONSTRATION_PASSWORD,
      deliver: 'token',
    });
    const { token } = body as { token?: string };
    if (token === undefined) throw new Error(`${email} was not signed in: ${JSON.stringify(body)}`);
    return token;
  }

  /** Asks, and holds the answer against what the document says of this operation and status. */
  async function ask(
    method: Method,
    template: string,
    values: Readonly<Record<string, string>>,
    who: string | null,
    payload?: object | string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: unknown; readonly etag: string }> {
    const url = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ABSENT));
    const answer = await api.app.inject({
      method,
      url: `${url}${values['?'] ?? ''}`,
      headers: {
        ...(who !== null && { authorization: `Bearer ${tokens.get(who) ?? ''}` }),
        ...(typeof payload === 'string' && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    });
    const status = String(answer.statusCode);
    const place = `${method} ${template} → ${status}`;
    seen.add(place);
    const described = document.paths[template]?.[method.toLowerCase()]?.responses[status];
    if (!described) throw new Error(`${place} is not described: ${answer.body.slice(0, 300)}`);
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
    const schema = described.content?.[type]?.schema;
    if (answer.body === '') return { status: answer.statusCode, body: undefined, etag: '' };
    if (!schema) throw new Error(`${place} is not described as ${type}`);
    const body = JSON.parse(answer.body) as unknown;
    const check = ajv.compile(
      JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object,
    );
    if (!check(body)) throw new Error(`${place}: ${ajv.errorsText(check.errors)}\n${answer.body.slice(0, 600)}`);
    return { status: answer.statusCode, body, etag: String(answer.headers.etag) };
  }

  /** All that is wrong is shown at once. */
  async function told(answer: Promise<unknown>): Promise<void> {
    await answer.catch((error: unknown) =>
      faults.push(error instanceof Error ? error.message.slice(0, 400) : String(error)),
    );
  }

  const operations = (): { method: Method; template: string; operation: Operation }[] =>
    Object.entries(document.paths).flatMap(([template, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase() as Method,
        template,
        operation,
      })),
    );

  it('is told by a document that is OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      await new Validator().validate(structuredClone(document) as unknown as Record<string, unknown>),
    ).toMatchObject({ valid: true });
  });

  it('may be "not now" everywhere, and the document says so', () => {
    const silent = operations().filter(({ operation }) => !operation.responses['503']);
    expect(silent.map(({ method, template }) => `${method} ${template}`)).toEqual([]);
  });

  it('is as described for everybody who looks at everything there is to look at', async () => {
    for (const { method, template, operation } of operations()) {
      if (method !== 'GET' || NOT_JSON.has(template)) continue;
      const isComplete = !(operation.parameters ?? []).some(
        (parameter) => parameter.in === 'query' && parameter.required,
      );
      for (const who of EVERYBODY) if (isComplete) await told(ask(method, template, {}, who));
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('is as described where something is not right: nobody, nothing, no JSON, an unknown field', async () => {
    for (const { method, template, operation } of operations()) {
      if (NOT_JSON.has(template)) continue;
      if (method === 'GET') await told(ask(method, template, {}, null));
      if (!operation.requestBody) continue;
      await told(ask(method, template, {}, 'administrator.hq', '{"area":'));
      await told(ask(method, template, {}, 'administrator.hq', { colour: 'red' }, { 'if-match': '"v1"' }));
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('is as described on the way of a request', async () => {
    const draft = { requestingState: 'KEN', area: 'TIP', urgency: 'routine', request: { title: 'Training' } };
    const key = { 'idempotency-key': ABSENT };
    const begun = await ask('POST', '/api/v1/cases', {}, 'focal-point.ken', draft, key);
    expect(begun.status).toBe(201);
    await ask('POST', '/api/v1/cases', {}, 'focal-point.ken', { ...draft, urgency: 'urgent' }, key);
    await ask('POST', '/api/v1/cases', {}, 'head.roea', draft);
    const caseId = (begun.body as { id: string }).id;
    const at = { caseId };
    const one = '/api/v1/cases/{caseId}';
    expect(
      (await ask('PATCH', one, at, 'focal-point.ken', { urgency: 'urgent' }, { 'if-match': begun.etag })).status,
    ).toBe(200);
    expect(
      (await ask('PATCH', one, at, 'focal-point.ken', { urgency: 'routine' }, { 'if-match': begun.etag })).status,
    ).toBe(412);
    expect((await ask('PATCH', one, at, 'focal-point.ken', { urgency: 'routine' })).status).toBe(428);
    const { etag } = await ask('GET', one, at, 'focal-point.ken');
    const acts = `${one}/transitions`;
    expect((await ask('POST', acts, at, 'focal-point.ken', { name: 'submit' }, { 'if-match': etag })).status).toBe(409);
    expect((await ask('POST', acts, at, 'focal-point.ken', { name: 'fly' }, { 'if-match': etag })).status).toBe(422);
    expect((await ask('POST', acts, at, 'focal-point.ken', { name: 'withdraw' }, { 'if-match': etag })).status).toBe(
      200,
    );
    for (const part of ['', '/history', '/transitions', '/clocks', '/readers', '/receipt', '/extract'])
      for (const who of EVERYBODY) await ask('GET', `${one}${part}`, at, who);
    expect((await ask('GET', '/api/v1/cases', { '?': '?limit=1' }, 'focal-point.ken')).status).toBe(200);
    expect((await ask('GET', '/api/v1/cases', { '?': '?cursor=x' }, 'focal-point.ken')).status).toBe(422);
  }, 60_000);

  it('was looked at widely', () => {
    expect(seen.size).toBeGreaterThan(150);
  });
});
