import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { type Expected, type Row, type Status, TABLE } from './expected-access.js';
import {
  ALL_SUBJECTS,
  aTokenOf,
  aWorld,
  CASE_KINDS,
  type CaseKind,
  listenToStatements,
  SEES,
  type Subject,
  type World,
} from './world.js';

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
}

const nameOf = ({ operation, variant }: Row): string => (variant ? `${operation}, ${variant}` : operation);
const isFamily = ({ operation }: Row): boolean => operation.endsWith('*');

/** The rows that speak of an operation: those with its very name, or the family it falls under. */
function rowsFor(operation: Operation): readonly Row[] {
  const exact = TABLE.filter((row) => row.operation === operation.name);
  if (exact.length > 0) return exact;
  return TABLE.filter((row) => isFamily(row) && operation.name.startsWith(row.operation.slice(0, -1))).slice(0, 1);
}

describe('the matrix: every operation, asked by everybody, about every kind of case', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database);
  let world: World;
  let operations: readonly Operation[];
  let statements: ReturnType<typeof listenToStatements>;
  let cells = 0;

  beforeAll(async () => {
    world = await aWorld(api, database);
    const document = (await api.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<{
      paths: Record<string, Record<string, unknown>>;
    }>();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
      })),
    );
    statements = listenToStatements(api.app);
  }, 120_000);

  async function ask(operation: Operation, row: Row, subject: Subject, kind: CaseKind): Promise<Asked> {
    const params: Readonly<Record<string, string>> = {
      caseId: world.cases[kind],
      ...row.call?.params?.(world, kind),
    };
    const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? world.someId);
    const token = subject === 'anonymous' ? null : await aTokenOf(database, world.people[subject].personId);
    statements.taken();
    const answer = await api.app.inject({
      method: operation.method as 'GET',
      url: row.call?.query ? `${url}?${row.call.query}` : url,
      ...(row.call?.body !== undefined && { payload: row.call.body as object }),
      headers: { ...row.call?.headers, ...(token && { authorization: `Bearer ${token}` }) },
      ...(row.isEndless && { payloadAsStream: true }),
    });
    if (row.isEndless) answer.stream().destroy();
    cells += 1;
    return { answer, statements: statements.taken() };
  }

  it('has a row for every operation of the API document', () => {
    const missing = operations.filter((operation) => rowsFor(operation).length === 0).map(({ name }) => name);
    // Add a row to test/integration/access/expected-access.ts: who may ask it, and how it is called without harm.
    expect(missing).toEqual([]);
  });

  it('has no row for what there is not', () => {
    const used = new Set(operations.flatMap(rowsFor));
    expect(TABLE.filter((row) => !used.has(row)).map(nameOf)).toEqual([]);
  });

  describe.each(TABLE.map((row) => [nameOf(row), row] as const))('%s', (_, row) => {
    const isOnCase = 'onCase' in row.expected;
    const kinds = isOnCase ? CASE_KINDS : (['own'] as const);
    const spoken = (): readonly Operation[] => operations.filter((operation) => rowsFor(operation).includes(row));

    it('answers as the table says', async () => {
      const [said, expected]: [Record<string, string>, Record<string, string>] = [{}, {}];
      for (const operation of spoken()) {
        for (const subject of ALL_SUBJECTS) {
          for (const kind of kinds) {
            const cell = `${operation.name} as ${subject}${isOnCase ? `, ${kind} case` : ''}`;
            const { answer } = await ask(operation, row, subject, kind);
            const status = statusFor(row.expected, subject, kind);
            expected[cell] = String(status);
            said[cell] =
              status === 'answered' && isAnswered(answer.statusCode) ? 'answered' : String(answer.statusCode);
          }
        }
      }
      expect(said).toEqual(expected);
    }, 120_000);

    if (isOnCase)
      it('does the same, and says the same, for what is hidden as for what is not there', async () => {
        for (const operation of spoken()) {
          for (const subject of ALL_SUBJECTS) {
            // Once to warm what is kept between requests; then it counts.
            await ask(operation, row, subject, 'absent');
            const absent = await ask(operation, row, subject, 'absent');
            for (const kind of CASE_KINDS.filter((kind) => kind !== 'absent' && !SEES[kind].includes(subject))) {
              const hidden = await ask(operation, row, subject, kind);
              expect(withoutIds(hidden.answer, world.cases[kind])).toEqual(
                withoutIds(absent.answer, world.cases.absent),
              );
              expect(hidden.statements).toEqual(absent.statements);
            }
          }
        }
      }, 120_000);
  });

  it('has asked them all', () => expect(cells).toBeGreaterThan(operations.length * ALL_SUBJECTS.length));
});

interface Asked {
  readonly answer: LightMyRequestResponse;
  readonly statements: readonly string[];
}

function statusFor(expected: Expected, subject: Subject, kind: CaseKind): Status {
  if ('publicly' in expected) return expected.publicly;
  if ('each' in expected) return expected.each[subject] ?? (subject === 'anonymous' ? 401 : expected.others);
  if (subject === 'anonymous') return 401;
  if ('signedIn' in expected) return expected.signedIn;
  if ('answers' in expected) return expected.only.includes(subject) ? expected.answers : 403;
  if (expected.only && !expected.only.includes(subject)) return 403;
  if (!SEES[kind].includes(subject)) return 404;
  return expected.but?.[subject] ?? expected.onCase;
}

function isAnswered(status: number): boolean {
  return status < 500 && ![401, 403, 404].includes(status);
}

/** An answer as whoever compares two of them would see it: without what differs in any two requests. */
function withoutIds({ statusCode, headers, body }: LightMyRequestResponse, caseId: string): unknown {
  const ids = new Set(['date', 'x-request-id']);
  return {
    statusCode,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !ids.has(name))),
    body: body.replaceAll(caseId, 'the case').replace(/"requestId":"[^"]*"/, ''),
  };
}
