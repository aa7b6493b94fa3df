import { type Actor, WEBHOOK_ATTEMPTS } from '#libs/domain';
import { GivenUpMessages, rows, WebhookRegister } from '#libs/infrastructure';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { afresh, anAcknowledgedCase, type ToldCase } from '../../support/told-case.js';
import { verified, WebhookReceiver } from '../../support/webhook-receiver.js';
import { webhookWorkshop } from '../../support/webhooks.js';
import { aUnitOfWork } from '../../support/worker.js';

describe('a webhook', () => {
  const database = aDatabase({ poolSize: 10 });
  let theCase: ToldCase;
  let keeper: Actor;
  let receiver: WebhookReceiver;
  let shop: ReturnType<typeof webhookWorkshop>;

  beforeEach(async () => {
    await afresh(database.dataSource);
    await database.dataSource.query('TRUNCATE webhook_subscriptions CASCADE');
    theCase = await anAcknowledgedCase(database.dataSource);
    keeper = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    receiver = await new WebhookReceiver().start();
    shop = webhookWorkshop(database.dataSource, await aUnitOfWork(database.dataSource));
  });
  afterEach(() => receiver.stop());

  it('brings ids, type and time, signed as Standard Webhooks 1.0 asks', async () => {
    const { secret } = await shop.register(keeper, receiver.url);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    const [message] = receiver.received;
    expect(message && verified(message, secret)).toEqual({
      type: 'case.accepted',
      timestamp: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/) as unknown,
      data: { caseId: theCase.caseId, sequence: 1 },
    });
    const [delivery] = await shop.deliveries();
    expect(message?.headers['webhook-id']).toBe(delivery?.id);
    expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, cause: null });
    const forged = message && { ...message, body: message.body.replace('accepted', 'withdrawn') };
    expect(() => forged && verified(forged, secret)).toThrow('No matching signature');
  });

  it('is signed with the old and the new secret for a while after a rotation', async () => {
    const { id, secret } = await shop.register(keeper, receiver.url);
    const rotated = await shop.keep.rotateSecret(keeper, id, 24);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    const [message] = receiver.received;
    if (!message) throw new Error('nothing came');
    expect(verified(message, secret)).toEqual(verified(message, rotated.secret));
    await database.dataSource.query(`UPDATE webhook_subscriptions SET previous_until = now() - interval '1 second'`);
    await shop.tell(theCase.caseId, 'held');
    await shop.carry();
    const after = receiver.received[1];
    expect(() => after && verified(after, secret)).toThrow('No matching signature');
    expect(after && verified(after, rotated.secret)).toMatchObject({ type: 'case.held' });
  });

  it('comes once, however often its message arrives', async () => {
    await shop.register(keeper, receiver.url);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    await database.dataSource.query('UPDATE outbox_messages SET done_at = NULL');
    for (let time = 0; time < 5; time += 1) {
      const messages = await rows<{ id: string }>(database.dataSource, 'SELECT id FROM outbox_messages');
      await Promise.all(messages.map(({ id }) => shop.dispatch.dispatch(id)));
      await database.dataSource.query('UPDATE outbox_messages SET done_at = NULL');
    }
    expect(receiver.received).toHaveLength(1);
  });

  it('is told only what its events and its scope take in, and what its keeper may see', async () => {
    await shop.register(keeper, receiver.url, { stateCode: 'KEN', officeCode: null }, ['held']);
    const other = await aPerson(database.dataSource, { roles: ['focal-point@PER'] });
    await shop.register(other, receiver.url, { stateCode: 'PER', officeCode: null });
    const strict = await anAcknowledgedCase(database.dataSource, { sensitivity: 'strictly-confidential' });
    await shop.tell(theCase.caseId, 'accepted', 'held');
    await shop.tell(strict.caseId, 'held');
    await shop.carry();
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { data: unknown }).data)).toEqual([
      { caseId: theCase.caseId, sequence: 1 },
    ]);
  });

  it('reaches the head of the office that leads the case and headquarters, each in its scope', async () => {
    const led = await anAcknowledgedCase(database.dataSource);
    await database.dataSource.query(`UPDATE cases SET lead_office = 'ROEA' WHERE id = $1`, [led.caseId]);
    const head = await aPerson(database.dataSource, { roles: ['office-head@ROEA'] });
    const manager = await aPerson(database.dataSource, { roles: ['hq-manager'] });
    await shop.register(head, receiver.url, { stateCode: null, officeCode: 'ROEA' });
    await shop.register(manager, receiver.url, { stateCode: null, officeCode: null });
    await shop.tell(led.caseId, 'accepted');
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    const told = receiver.received.map(({ body }) => (JSON.parse(body) as { data: { caseId: string } }).data.caseId);
    expect(told.sort()).toEqual([led.caseId, led.caseId, theCase.caseId].sort());
  });

  it('is not sent once its keeper may no longer see the case, whatever was announced before', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(503);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    expect(receiver.received).toHaveLength(1);
    await database.dataSource.query('UPDATE role_assignments SET until_at = now() WHERE person_id = $1', [
      keeper.personId,
    ]);
    await shop.pausesPass();
    await shop.carry();
    expect(receiver.received).toHaveLength(1);
    expect(await shop.deliveries()).toMatchObject([{ status: 'withdrawn', cause: 'access.lost' }]);
  });

  it('is tried again with growing pauses under the same id, and arrives in the end', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(500);
    await shop.tell(theCase.caseId, 'accepted');
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await shop.carry();
      const [delivery] = await shop.deliveries();
      expect(delivery).toMatchObject({ status: 'waiting', attempts: attempt, cause: 'webhook.http_500' });
      pauses.push(delivery?.pause ?? 0);
      await shop.pausesPass();
    }
    expect(pauses).toEqual([5, 300, 1_800]);
    receiver.answersWith(200);
    await shop.carry();
    expect(await shop.deliveries()).toMatchObject([{ status: 'delivered', attempts: 4 }]);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('waits as long as the receiver asks', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(429, { 'retry-after': '120' });
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    expect((await shop.deliveries())[0]).toMatchObject({ cause: 'webhook.http_429', pause: 120 });
  });

  it('is given up in sight after its last attempt, and an operator can send it on its way again', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(500);
    await shop.tell(theCase.caseId, 'accepted');
    for (let attempt = 1; attempt <= WEBHOOK_ATTEMPTS; attempt += 1) {
      await shop.carry();
      await shop.pausesPass();
    }
    expect(await shop.deliveries()).toMatchObject([{ status: 'failed', attempts: WEBHOOK_ATTEMPTS }]);
    const givenUp = new GivenUpMessages(database.dataSource);
    expect(await givenUp.list({}, 10)).toMatchObject([{ topic: 'webhook.retry', cause: 'webhook.http_500' }]);
    expect(await new WebhookRegister(database.dataSource).figures()).toMatchObject({ failed: 1, failingReceivers: 1 });

    receiver.answersWith(204);
    expect(await givenUp.retry({})).toBe(1);
    await shop.carry();
    expect(await shop.deliveries()).toMatchObject([{ status: 'delivered' }]);
    expect(await new WebhookRegister(database.dataSource).figures()).toMatchObject({ failed: 0, failingReceivers: 0 });
  });

  it('is switched off by 410 Gone, with what waits for it', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(500);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    receiver.answersWith(410);
    await shop.tell(theCase.caseId, 'held');
    await shop.carry();
    expect(await shop.deliveries()).toMatchObject([
      { event: 'accepted', status: 'withdrawn', cause: 'webhook.disabled' },
      { event: 'held', status: 'failed', cause: 'webhook.http_410' },
    ]);
    await shop.tell(theCase.caseId, 'resumed');
    await shop.carry();
    expect(receiver.received).toHaveLength(2);
  });

  it('is switched off after days of failures', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answersWith(500);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    await database.dataSource.query(`UPDATE webhook_subscriptions SET failing_since = now() - interval '6 days'`);
    await database.dataSource.query('UPDATE webhook_deliveries SET attempts = $1', [WEBHOOK_ATTEMPTS - 1]);
    await shop.pausesPass();
    await shop.carry();
    expect(await new WebhookRegister(database.dataSource).list()).toMatchObject([{ disabledCause: 'failing' }]);
  });

  it('follows nobody elsewhere', async () => {
    const elsewhere = await new WebhookReceiver().start();
    receiver.answersWith(307, { location: elsewhere.url });
    await shop.register(keeper, receiver.url);
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    await elsewhere.stop();
    expect(elsewhere.received).toEqual([]);
    expect((await shop.deliveries())[0]).toMatchObject({ status: 'waiting', cause: 'webhook.redirected' });
  });

  it('is not kept waiting by an answer without end, and takes no header without end', async () => {
    await shop.register(keeper, receiver.url);
    receiver.answer = (response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (response.write('x'.repeat(65_536)) && !response.destroyed);
      };
      response.on('drain', pour);
      pour();
    };
    await shop.tell(theCase.caseId, 'accepted');
    await shop.carry();
    receiver.answer = (response) => response.writeHead(200, { 'x-much': 'x'.repeat(12_000) }).end();
    await shop.tell(theCase.caseId, 'held');
    await shop.carry();
    expect(await shop.deliveries()).toMatchObject([
      { event: 'accepted', status: 'delivered' },
      { event: 'held', status: 'waiting', cause: 'webhook.HPE_HEADER_OVERFLOW' },
    ]);
  });

  it('says so when nobody answers at the address', async () => {
    const { id } = await shop.register(keeper, receiver.url);
    await receiver.stop();
    await shop.keep.test(keeper, id);
    await shop.carry();
    expect((await shop.deliveries())[0]).toMatchObject({ event: 'test', cause: 'webhook.ECONNREFUSED' });
    receiver = await new WebhookReceiver().start();
  });
});
