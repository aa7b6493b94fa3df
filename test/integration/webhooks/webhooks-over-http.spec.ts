import { randomBytes } from 'node:crypto';
import type { Actor } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { afresh, anAcknowledgedCase } from '../../support/told-case.js';
import { verified, WebhookReceiver } from '../../support/webhook-receiver.js';
import { TEST_NETWORKS, webhookWorkshop } from '../../support/webhooks.js';
import { aUnitOfWork } from '../../support/worker.js';

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}
interface Registered {
  readonly id: string;
  readonly secret: string;
}

describe('webhooks over HTTP', () => {
  const secretsKey = randomBytes(32);
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database, {
    SECRETS_KEY: secretsKey.toString('base64'),
    WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(','),
  });
  let keeper: Actor;
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let receiver: WebhookReceiver;
  let shop: ReturnType<typeof webhookWorkshop>;

  const asSomebody = async (...roles: readonly string[]) =>
    signedIn(api, database, await aPerson(database.dataSource, { roles }));
  const register = async (more: object = {}): Promise<Registered> => {
    const answer = await ask('POST', '/webhooks', { stateCode: 'KEN', url: receiver.url, ...more });
    expect(answer.statusCode).toBe(201);
    return answer.json<Registered>();
  };

  beforeEach(async () => {
    await afresh(database.dataSource);
    await database.dataSource.query('TRUNCATE webhook_subscriptions CASCADE');
    keeper = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    ask = await signedIn(api, database, keeper);
    receiver = await new WebhookReceiver().start();
    shop = webhookWorkshop(database.dataSource, await aUnitOfWork(database.dataSource), secretsKey);
  });
  afterEach(() => receiver.stop());

  it('are registered with a secret that is shown once and kept unreadable', async () => {
    const answer = await ask('POST', '/webhooks', { stateCode: 'KEN', url: receiver.url, events: ['accepted'] });
    const { id, secret } = answer.json<Registered>();
    expect([answer.statusCode, answer.headers['location'], answer.headers['etag']]).toEqual([
      201,
      `/api/v1/webhooks/${id}`,
      '"v1"',
    ]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const read = (await ask('GET', `/webhooks/${id}`)).json<Record<string, unknown>>();
    expect(read).toMatchObject({ stateCode: 'KEN', officeCode: null, events: ['accepted'], isEnabled: true });
    expect(JSON.stringify(read)).not.toContain('whsec_');
    const [row] = await rows<{ whole: string; kept: Buffer }>(
      database.dataSource,
      'SELECT s::text AS whole, s.secret AS kept FROM webhook_subscriptions s',
    );
    const raw = Buffer.from(secret.slice('whsec_'.length), 'base64');
    expect(row?.kept.includes(raw)).toBe(false);
    expect(row?.whole).not.toContain(secret.slice('whsec_'.length));
    expect(await rows(database.dataSource, `SELECT kind FROM audit_records WHERE subject_id = $1`, [id])).toEqual([
      { kind: 'webhook-registered' },
    ]);
  });

  it.each([
    [['focal-point@PER'], { stateCode: 'KEN' }],
    [['case-officer@ROEA'], { officeCode: 'ROEA' }],
    [['office-head@ROWA'], { officeCode: 'ROEA' }],
    [['administrator'], {}],
    [['focal-point@KEN'], {}],
  ])('are refused to %p for %p', async (roles, scope) => {
    const answer = await (await asSomebody(...roles))('POST', '/webhooks', { ...scope, url: receiver.url });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'webhook.not_entitled']);
  });

  it('do not exist for anybody who does not answer for their scope', async () => {
    const { id } = await register();
    const started = await ask('POST', `/webhooks/${id}/test`);
    const { deliveryId } = started.json<{ deliveryId: string }>();
    const other = await asSomebody('focal-point@PER', 'hq-manager', 'administrator');
    expect((await other('GET', '/webhooks')).json()).toEqual({ items: [] });
    const attempts = [
      await other('GET', `/webhooks/${id}`),
      await other('PATCH', `/webhooks/${id}`, { isEnabled: false }, { headers: { 'if-match': '"v1"' } }),
      await other('DELETE', `/webhooks/${id}`),
      await other('POST', `/webhooks/${id}/secret`, {}),
      await other('POST', `/webhooks/${id}/test`),
      await other('GET', `/webhooks/${id}/deliveries`),
      await other('GET', `/webhooks/${id}/deliveries/${deliveryId}`),
      await other('POST', `/webhooks/${id}/deliveries/${deliveryId}/redelivery`),
      await other('GET', '/webhooks/no-id'),
    ];
    for (const answer of attempts) {
      expect([answer.statusCode, answer.json<Problem>().code]).toEqual([404, 'webhook.not_found']);
    }
  });

  it.each([
    ['http://10.0.0.1/', 'not_public'],
    ['https://169.254.169.254/latest/meta-data/', 'not_public'],
    ['https://[::1]/', 'not_public'],
    ['https://a:b@127.0.0.1/', 'has_credentials'],
    ['not an address', 'malformed'],
  ])('are refused at %s', async (url, code) => {
    const answer = await ask('POST', '/webhooks', { stateCode: 'KEN', url });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([422, 'webhook.address_refused']);
    expect(answer.json<Problem>().errors).toMatchObject([{ pointer: '/url', code }]);
  });

  it('refuse what they do not know', async () => {
    for (const body of [
      { stateCode: 'KEN', url: receiver.url, events: ['no-such-event'] },
      { stateCode: 'KEN', url: receiver.url, colour: 'red' },
      { stateCode: 'KEN', url: receiver.url, events: 'accepted' },
      { stateCode: 'KEN' },
    ]) {
      expect((await ask('POST', '/webhooks', body)).statusCode).toBe(422);
    }
  });

  it('are changed by whoever has seen the present version, who answers for them from then on', async () => {
    const { id } = await register();
    const colleague = await asSomebody('permanent-mission@KEN');
    const change = (isEnabled: boolean, version: string | null) =>
      colleague(
        'PATCH',
        `/webhooks/${id}`,
        { isEnabled },
        version === null ? {} : { headers: { 'if-match': version } },
      );
    expect((await change(false, null)).statusCode).toBe(428);
    const off = await change(false, '"v1"');
    expect([off.statusCode, off.headers['etag']]).toEqual([200, '"v2"']);
    expect(off.json()).toMatchObject({ isEnabled: false, disabledCause: 'by-hand', url: receiver.url });
    expect((await change(true, '"v1"')).json()).toMatchObject({ code: 'webhook.changed_meanwhile', presentVersion: 2 });
    expect((await ask('POST', `/webhooks/${id}/test`)).json<Problem>().code).toBe('webhook.disabled');
    expect((await change(true, '"v2"')).json()).toMatchObject({ isEnabled: true, disabledCause: null });
  });

  it('can be tried, followed in the log, and asked to come again under the same id', async () => {
    const { id, secret } = await register();
    const started = await ask('POST', `/webhooks/${id}/test`);
    expect(started.statusCode).toBe(202);
    const { deliveryId } = started.json<{ deliveryId: string }>();
    await shop.carry();
    const [message] = receiver.received;
    expect(message && verified(message, secret)).toMatchObject({ type: 'test', data: {} });

    expect((await ask('POST', `/webhooks/${id}/deliveries/${deliveryId}/redelivery`)).statusCode).toBe(202);
    receiver.answersWith(500);
    await shop.carry();
    const read = (await ask('GET', `/webhooks/${id}/deliveries/${deliveryId}`)).json<{ log: object[] }>();
    expect(read).toMatchObject({ status: 'waiting', attempts: 2, lastCause: 'webhook.http_500' });
    expect(read.log).toMatchObject([
      { attempt: 1, httpStatus: 204, cause: null },
      { attempt: 2, httpStatus: 500, cause: 'webhook.http_500' },
    ]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([deliveryId]));
  });

  it('keep a log by pages, without cases the reader may not see', async () => {
    const { id } = await register();
    const theCase = await anAcknowledgedCase(database.dataSource);
    await shop.tell(theCase.caseId, 'accepted', 'held', 'resumed');
    await shop.carry();
    const seen: string[] = [];
    let next = `/webhooks/${id}/deliveries?limit=2`;
    while (next !== '') {
      const page = await ask('GET', next);
      seen.push(...page.json<{ items: { event: string }[] }>().items.map(({ event }) => event));
      next = /<\/api\/v1(.*)>/.exec(String(page.headers['link'] ?? ''))?.[1] ?? '';
    }
    expect(seen).toEqual(['resumed', 'held', 'accepted']);
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [
      theCase.caseId,
    ]);
    expect((await ask('GET', `/webhooks/${id}/deliveries`)).json()).toMatchObject({ items: [] });
  });

  it('are signed by two secrets after a rotation, and forgotten when removed', async () => {
    const { id } = await register();
    const rotated = await ask('POST', `/webhooks/${id}/secret`, { overlapHours: 2 });
    expect(rotated.statusCode).toBe(201);
    await ask('POST', `/webhooks/${id}/test`);
    await shop.carry();
    expect(String(receiver.received[0]?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    expect((await ask('DELETE', `/webhooks/${id}`)).statusCode).toBe(204);
    expect((await ask('GET', `/webhooks/${id}`)).statusCode).toBe(404);
  });
});

describe('webhooks where the process has no key for secrets', () => {
  const database = aDatabase();
  const api = anApi(database, { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1/32' });

  it('cannot be registered, and it is said why', async () => {
    const ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['focal-point@KEN'] }));
    const answer = await ask('POST', '/webhooks', { stateCode: 'KEN', url: 'http://127.0.0.1:9/' });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([409, 'webhook.unavailable']);
  });
});
