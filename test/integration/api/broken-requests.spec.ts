import { DEMONSTRATION_PASSWORD } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const EVERYBODY = ['focal-point.ken', 'head.roea', 'manager-1.hq', 'auditor.hq', 'administrator.hq'];
/** The same requests at every run; `BROKEN_REQUESTS_SEED` asks others, `BROKEN_REQUESTS` more of them for each operation. */
const SEED = Number(process.env['BROKEN_REQUESTS_SEED'] ?? 1);
const REQUESTS_PER_OPERATION = Number(process.env['BROKEN_REQUESTS'] ?? 15);
/** They end the sessions of this test, or answer with a stream that does not end. */
const LEFT_OUT = new Set([
  'delete /api/v1/sessions/current',
  'post /api/v1/sso/sign-out',
  'get /api/v1/me/notifications/stream',
]);

const BROKEN: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  ...[null, 0, -1, 1.5, 1e308, 2 ** 53, true, [], {}, [[]]],
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e', '\r\nx-evil: 1', 'é'.repeat(300), 'A'.repeat(5_000)],
  ...['__proto__', 'constructor', '../../etc/passwd', '%00', "'; DROP TABLE cases; --", '{{7*7}}', '${jndi:ldap://x}'],
  ...['NaN', 'Infinity', '1e309', '9999999999999999999', '-0', 'null', '[]', '2026-02-30', '2026-13-01T00:00:00Z'],
  ...['+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z', '0000-01-01', 'P1Y', 'https://[::1]:99999/', 'x@\ud800.y'],
  ...['00000000-0000-0000-0000-000000000000', '{019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10}', 'whsec_%%%%', '🏳️‍🌈'.repeat(50)],
);

describe('a request with broken values', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 5 });
  const api = anApi(database, { REQUESTS_PER_MINUTE_PERSON: '1000000' });
  let document: ApiDocument;
  let caseId: string;
  const tokens: string[] = [];

  beforeAll(async () => {
    document = (await api.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<ApiDocument>();
    for (const name of EVERYBODY) {
      const payload = { email: `${name}@demo.example`, password: DEMONSTRATION_PASSWORD, deliver: 'token' };
      const answer = await api.app.inject({ method: 'POST', url: '/api/v1/sessions', payload });
      expect(answer.statusCode).toBe(201);
      tokens.push(answer.json<{ token: string }>().token);
    }
    // So that what asks for a second factor is reached too.
    await database.dataSource.query('UPDATE sessions SET second_factor_at = now()');
    const begun = await api.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { authorization: `Bearer ${tokens[0] ?? ''}` },
      payload: { requestingState: 'KEN', area: 'FIR', urgency: 'routine', request: { title: 'Review of the law' } },
    });
    caseId = begun.json<{ id: string }>().id;
  }, 60_000);

  /** Values of the announced form, some of them broken. */
  function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 3, arbitrary: fitting(schema) }, { weight: 1, arbitrary: BROKEN });
  }

  function fitting(schema: Schema): fc.Arbitrary<unknown> {
    if (schema.$ref !== undefined)
      return fitting(document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
    const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (choices) return fc.oneof(...choices.map(fitting));
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.properties) {
      const fields = Object.entries(schema.properties).map(([name, field]) => [name, valuesOf(field)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
    }
    if (schema.items) return fc.array(valuesOf(schema.items), { maxLength: 3 });
    if (schema.format === 'uuid') return fc.constantFrom(caseId, schema.example);
    const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
    if (type === 'boolean') return fc.boolean();
    return fc.constant(schema.example ?? (type === 'number' ? 1 : 'text'));
  }

  function requestsOf(method: string, path: string, operation: Operation): fc.Arbitrary<InjectOptions> {
    const texts = (place: 'path' | 'query' | 'header'): fc.Arbitrary<Record<string, unknown>> =>
      fc.record(
        Object.fromEntries(
          (operation.parameters ?? [])
            .filter((parameter) => parameter.in === place)
            .map(({ name, schema }) => [name, name === 'caseId' ? fc.constant(caseId) : valuesOf(schema)]),
        ),
        place === 'path' ? {} : { requiredKeys: [] },
      );
    const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
    return fc
      .record({
        token: fc.constantFrom(...tokens),
        inPath: texts('path'),
        inQuery: texts('query'),
        version: fc.constantFrom('"v1"', '"v2"', '"v99999999999999999999"', 'W/"v1"', '*', 'v1', 'ÿ'),
        payload: body ? valuesOf(body) : fc.constant(undefined),
      })
      .map(({ token, inPath, inQuery, version, payload }) => ({
        method: method.toUpperCase() as 'POST',
        url: `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => inUrl(inPath[name]))}?${Object.entries(inQuery)
          .map(([name, value]) => `${name}=${inUrl(value)}`)
          .join('&')}`,
        headers: {
          authorization: `Bearer ${token}`,
          'if-match': version,
          ...(payload !== undefined && { 'content-type': 'application/json' }),
        },
        ...(payload !== undefined && { payload: JSON.stringify(payload) }),
      }));
  }

  it('is never answered with a failure of ours, and each refusal is a problem document', async () => {
    const answered = new Map<number, number>();
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        if (LEFT_OUT.has(`${method} ${path}`)) continue;
        await fc.assert(
          fc.asyncProperty(requestsOf(method, path, operation), async (request) => {
            const { statusCode, headers, body } = await api.app.inject(request);
            answered.set(statusCode, (answered.get(statusCode) ?? 0) + 1);
            expect({ statusCode, body }).not.toMatchObject({ statusCode: 500 });
            if (statusCode >= 400) {
              expect(headers['content-type']).toContain('application/problem+json');
              expect(body).not.toContain('people.not_signed_in');
              expect(body).not.toMatch(/node_modules|QueryFailed|SELECT |at \w+ \(/);
            }
          }),
          { seed: SEED, numRuns: REQUESTS_PER_OPERATION, endOnFailure: true },
        );
      }
    }
    // Most are refused, and some got through: otherwise the test would ask for nothing but refusals at the door.
    expect(answered.get(200) ?? 0).toBeGreaterThan(100);
    expect((answered.get(400) ?? 0) + (answered.get(422) ?? 0)).toBeGreaterThan(300);
  }, 600_000);
});

function inUrl(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed());
}
