import { randomBytes } from 'node:crypto';
import { rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { addWebhookCommands } from '../../../apps/cli/src/webhooks/webhooks.commands.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { WebhookReceiver } from '../../support/webhook-receiver.js';
import { TEST_NETWORKS, webhookWorkshop } from '../../support/webhooks.js';
import { aUnitOfWork } from '../../support/worker.js';

describe('webhooks at the command line', () => {
  const database = aDatabase();
  const receiver = new WebhookReceiver();
  const secretsKey = randomBytes(32);
  let environment: NodeJS.ProcessEnv;
  let shop: ReturnType<typeof webhookWorkshop>;
  let keeper: Awaited<ReturnType<typeof aPerson>>;
  let other: Awaited<ReturnType<typeof aPerson>>;

  const run = async <Answer>(...line: readonly string[]): Promise<Answer> => {
    const printed = await commandsOn(database, (program, tools) => addWebhookCommands(program, tools, environment))([
      ...['webhooks', ...line, '--json'],
    ]);
    return JSON.parse(printed[0] ?? 'null') as Answer;
  };
  const register = (...more: readonly string[]) =>
    run<{ id: string; secret: string }>('register', receiver.url, '--state', 'KEN', '--as', keeper.email, ...more);
  const deliveriesOf = async (id: string): Promise<{ id: string; status: string }[]> =>
    (await run<{ deliveries: { id: string; status: string }[] }>('deliveries', id, '--as', keeper.email)).deliveries;

  beforeAll(async () => {
    await receiver.start();
    environment = {
      DATABASE_URL: database.url,
      SECRETS_KEY: secretsKey.toString('base64'),
      WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(','),
    };
    shop = webhookWorkshop(database.dataSource, await aUnitOfWork(database.dataSource), secretsKey);
    keeper = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    other = await aPerson(database.dataSource, { roles: ['focal-point@NER'] });
  });
  afterAll(() => receiver.stop());

  it('are registered in the name of a keeper, listed, and signed with the secret that was printed', async () => {
    const { id, secret } = await register('--events', 'accepted,plan-sent', '--description', 'Our register');
    expect(await run('list')).toMatchObject({ webhooks: [{ id, stateCode: 'KEN' }] });
    await shop.keep.test(keeper, id);
    await shop.carry();
    const [message] = receiver.received;
    expect(() =>
      new Webhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>),
    ).not.toThrow();

    const rotated = await run<{ secret: string }>('rotate-secret', id, '--overlap-hours', '0', '--as', keeper.email);
    const [delivery] = await deliveriesOf(id);
    expect(await run('redeliver', id, delivery?.id ?? '', '--as', keeper.email)).toEqual({
      ...{ id, deliveryId: delivery?.id, isSentAgain: true },
    });
    await shop.carry();
    const again = receiver.received.at(-1);
    expect(again?.headers['webhook-id']).toBe(message?.headers['webhook-id']);
    const verify = (key: string) => () =>
      new Webhook(key).verify(again?.body ?? '', again?.headers as Record<string, string>);
    expect(verify(rotated.secret)).not.toThrow();
    expect(verify(secret)).toThrow();
    const audited = await rows<{ kind: string; actor: string }>(
      database.dataSource,
      'SELECT kind, actor_id AS actor FROM audit_records WHERE subject_id = $1 ORDER BY id',
      [id],
    );
    expect(audited).toEqual([
      { kind: 'webhook-registered', actor: keeper.personId },
      { kind: 'webhook-secret-rotated', actor: keeper.personId },
    ]);
    expect(await run('disable', id)).toEqual({ id, isEnabled: false });
    await expect(run('redeliver', id, delivery?.id ?? '', '--as', keeper.email)).rejects.toMatchObject({
      code: 'webhook.disabled',
    });
  });

  it('are refused as over the API: to others, of what is not known, with a code for the exit', async () => {
    const { id } = await register();
    for (const line of [
      ['rotate-secret', id],
      ['deliveries', id],
      ['redeliver', id, id],
    ])
      await expect(run(...line, '--as', other.email)).rejects.toMatchObject({ code: 'webhook.not_found' });
    await expect(run('register', receiver.url, '--state', 'KEN', '--as', other.email)).rejects.toMatchObject({
      code: 'webhook.not_entitled',
    });
    await expect(register('--events', 'no-such-event')).rejects.toMatchObject({ code: 'notification.unknown_event' });
    await expect(run('register', 'ftp://x', '--state', 'KEN', '--as', keeper.email)).rejects.toMatchObject({
      code: 'webhook.address_refused',
    });
    await expect(register('--office', 'ROEA')).rejects.toMatchObject({ code: 'commander.conflictingOption' });
    await expect(run('deliveries', 'x', '--as', keeper.email)).rejects.toMatchObject({
      code: 'commander.invalidArgument',
    });
    await expect(run('deliveries', id, '--as', 'nobody@example.org')).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('need the key that secrets are kept with', async () => {
    environment = { DATABASE_URL: database.url, WEBHOOK_ALLOWED_NETWORKS: TEST_NETWORKS.join(',') };
    await expect(register()).rejects.toMatchObject({ code: 'webhook.unavailable' });
  });
});
