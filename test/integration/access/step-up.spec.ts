import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aCaseAtTheOffice, aStaff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { codeAt } from '../../support/totp-codes.js';
import { TEST_NETWORKS } from '../../support/webhooks.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;
interface Operation {
  readonly responses: Record<string, { readonly description?: string; readonly content?: unknown }>;
}

const URL_OF_A_RECEIVER = 'http://127.0.0.1:9/';
const WISH = { name: 'a program', scopes: ['cases.read'], officeCode: 'ROEA', days: 1 };

describe('a second factor shown lately', () => {
  const database = aDatabase({ template: INHABITED });
  const environment = {
    SECRETS_KEY: randomBytes(32).toString('base64'),
    WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(','),
  };
  const api = anApi(database, environment);
  const demonstration = anApi(database, { ...environment, STRICT_NEEDS_SECOND_FACTOR: 'no' });
  let caseId: string;
  let head: Ask;
  let personId: string;
  let webhookId: string;

  const NEEDED = { status: 403, code: 'people.step_up_needed', withinMinutes: 15 };
  /** What asks for it, for an ordinary case that whoever asks may read. */
  const asked: readonly (readonly [string, (ask: Ask) => ReturnType<Ask>, number])[] = [
    ['an extract of a history', (ask) => ask('GET', `/cases/${caseId}/extract`), 409],
    ['a receipt', (ask) => ask('GET', `/cases/${caseId}/receipt`), 409],
    ['a new API token', (ask) => ask('POST', '/me/tokens', WISH), 201],
    ['a new webhook', (ask) => ask('POST', '/webhooks', { officeCode: 'ROEA', url: URL_OF_A_RECEIVER }), 201],
    ['a new secret of a webhook', (ask) => ask('POST', `/webhooks/${webhookId}/secret`, {}), 201],
    ['the removal of the second factor itself', (ask) => ask('DELETE', '/me/second-factor'), 204],
  ];

  beforeAll(async () => {
    const staff = await aStaff(api, database);
    ({ caseId } = await aCaseAtTheOffice(staff));
    const webhook = await staff.officeHead('POST', '/webhooks', { officeCode: 'ROEA', url: URL_OF_A_RECEIVER });
    webhookId = webhook.json<{ id: string }>().id;
    const person = await aPerson(database.dataSource, { roles: ['office-head@ROEA'] });
    personId = person.personId;
    head = await signedIn(api, database, person, null);
  }, 60_000);

  it.each(asked)('is asked for by %s, although the case is an ordinary one', async (_, ask) => {
    expect((await head('GET', `/cases/${caseId}`)).statusCode).toBe(200);
    expect((await ask(head)).json()).toMatchObject(NEEDED);
  });

  it.each(['extract', 'receipt'])('is asked for by the %s of a case that is hidden or absent alike', async (what) => {
    const outsider = await signedIn(
      api,
      database,
      await aPerson(database.dataSource, { roles: ['focal-point@PER'] }),
      null,
    );
    for (const id of [caseId, uuidv7(), 'no-id'])
      expect((await outsider('GET', `/cases/${id}/${what}`)).json()).toMatchObject(NEEDED);
  });

  it.each(asked)('opens %s once it is shown, for a quarter of an hour', async (_, ask, status) => {
    const person = await aPerson(database.dataSource, { roles: ['office-head@ROEA'] });
    const me = await signedIn(api, database, person, null);
    const { secret } = (await me('POST', '/me/second-factor')).json<{ secret: string }>();
    expect((await me('POST', '/me/second-factor/confirmation', { code: codeAt(secret) })).statusCode).toBe(200);
    // To have set one up is not to have shown it.
    expect((await ask(me)).json()).toMatchObject(NEEDED);
    const next = codeAt(secret, 30_000);
    expect((await me('POST', '/sessions/current/second-factor', { code: next })).statusCode).toBe(204);
    const since = (minutes: number): Promise<unknown> =>
      database.dataSource.query(
        `UPDATE sessions SET second_factor_at = now() - make_interval(mins => $2) WHERE person_id = $1`,
        [person.personId, minutes],
      );
    await since(15);
    expect((await ask(me)).json()).toMatchObject(NEEDED);
    await since(14);
    expect((await ask(me)).statusCode).toBe(status);
  });

  it('cannot be shown by a program: its token takes no extract away', async () => {
    const made = await (
      await signedIn(api, database, { ...(await aPerson(database.dataSource)), personId })
    )('POST', '/me/tokens', WISH);
    const { token } = made.json<{ token: string }>();
    const use = (path: string) =>
      api.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });
    expect((await use(`/cases/${caseId}`)).statusCode).toBe(200);
    expect((await use(`/cases/${caseId}/extract`)).json()).toMatchObject(NEEDED);
  });

  it('is not asked for by what leaves a demonstration, where nobody has one', async () => {
    const visitor = await signedIn(
      demonstration,
      database,
      await aPerson(database.dataSource, { roles: ['office-head@ROEA'] }),
      null,
    );
    expect((await visitor('GET', `/cases/${caseId}/extract`)).json()).toMatchObject({ code: 'audit.case_not_sealed' });
    const webhook = await visitor('POST', '/webhooks', { officeCode: 'ROEA', url: URL_OF_A_RECEIVER });
    expect(webhook.statusCode).toBe(201);
    expect((await visitor('POST', '/me/tokens', WISH)).json()).toMatchObject(NEEDED);
  });

  it('is announced by every operation that asks for it', async () => {
    const { paths } = (await api.app.inject({ method: 'GET', url: '/api/openapi.json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    for (const [path, method] of [
      ['/api/v1/cases/{caseId}/extract', 'get'],
      ['/api/v1/cases/{caseId}/receipt', 'get'],
      ['/api/v1/me/tokens', 'post'],
      ['/api/v1/webhooks', 'post'],
      ['/api/v1/webhooks/{webhookId}/secret', 'post'],
      ['/api/v1/me/second-factor', 'delete'],
    ] as const)
      expect(JSON.stringify(paths[path]?.[method]?.responses['403'])).toContain('people.step_up_needed');
  });
});
