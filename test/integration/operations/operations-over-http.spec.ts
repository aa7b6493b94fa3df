import { rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { v7 as uuidv7 } from 'uuid';
import { addQueuesCommand } from '../../../apps/cli/src/outbox/queues.command.js';
import { addWebhookCommands } from '../../../apps/cli/src/webhooks/webhooks.commands.js';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { webhookWorkshop } from '../../support/webhooks.js';
import { aUnitOfWork, openQueue } from '../../support/worker.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly topic: string; readonly cause: string }[];
  readonly nextCursor: string | null;
}
interface QueueState {
  readonly name: string;
  readonly isPaused: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly failed: readonly { readonly id: string; readonly cause: string }[];
}

describe('operators', () => {
  const database = aDatabase({ poolSize: 8 });
  const api = anApi(database);
  let ask: Awaited<ReturnType<typeof signedIn>>;

  const giveUp = async (count: number, cause: string): Promise<void> => {
    for (let number = 0; number < count; number += 1) {
      await database.dataSource.query(
        `INSERT INTO outbox_messages (id, topic, payload, given_up_at, last_error) VALUES ($1, 'mail.send', $2, clock_timestamp(), $3)`,
        [uuidv7(), JSON.stringify({ notificationId: uuidv7() }), cause],
      );
    }
  };

  beforeAll(async () => {
    ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
  });
  beforeEach(() => database.dataSource.query('DELETE FROM outbox_messages'));

  it('see what was given up with its cause, a page at a time', async () => {
    await giveUp(5, 'mail.refused');
    const seen: string[] = [];
    let next = '/operations/given-up?limit=2&cause=mail.refused';
    while (next !== '') {
      const page = await ask('GET', next);
      seen.push(...page.json<Page>().items.map(({ id }) => id));
      next = /<\/api\/v1(.*)>/.exec(String(page.headers['link'] ?? ''))?.[1] ?? '';
    }
    expect(new Set(seen).size).toBe(5);
    expect((await ask('GET', '/operations/given-up?cause=other')).json()).toEqual({ items: [], nextCursor: null });
  });

  it('send messages on their way again, or let them be with a reason, and it is recorded who did', async () => {
    await giveUp(2, 'mail.refused');
    await giveUp(1, 'notification.unknown_event');
    const page = (await ask('GET', '/operations/given-up')).json<Page>();
    const ids = page.items.filter(({ cause }) => cause === 'mail.refused').map(({ id }) => id);
    expect((await ask('POST', '/operations/given-up/retry', { ids: ids.slice(0, 1) })).json()).toEqual({ changed: 1 });
    const rest = { all: true, cause: 'mail.refused', reason: 'A typing error' };
    expect((await ask('POST', '/operations/given-up/discard', rest)).json()).toEqual({ changed: 1 });
    expect((await ask('GET', '/operations/given-up')).json<Page>().items).toMatchObject([
      { cause: 'notification.unknown_event' },
    ]);
    expect(
      await rows(
        database.dataSource,
        `SELECT kind, detail FROM audit_records WHERE kind LIKE 'messages-%' ORDER BY id`,
      ),
    ).toEqual([
      { kind: 'messages-retried', detail: { count: 1 } },
      { kind: 'messages-discarded', detail: { count: 1 } },
    ]);
  });

  it.each([
    [{}, '/operations/given-up/retry'],
    [{ all: true, ids: [uuidv7()] }, '/operations/given-up/retry'],
    [{ ids: ['no-id'] }, '/operations/given-up/retry'],
    [{ all: true }, '/operations/given-up/discard'],
    [{ all: true, colour: 'red' }, '/operations/given-up/retry'],
  ])('must say which: %j is refused', async (body, url) => {
    await giveUp(1, 'mail.refused');
    expect((await ask('POST', url, body)).statusCode).toBe(422);
    expect((await ask('GET', '/operations/given-up')).json<Page>().items).toHaveLength(1);
  });

  it('are administrators, and nobody else', async () => {
    for (const role of ['hq-manager', 'auditor', 'office-head@ROEA', 'focal-point@KEN']) {
      const other = await signedIn(api, database, await aPerson(database.dataSource, { roles: [role] }));
      const answers = [
        await other('GET', '/operations/given-up'),
        await other('GET', '/operations/queues'),
        await other('POST', '/operations/given-up/retry', { all: true }),
        await other('POST', '/operations/given-up/discard', { all: true, reason: 'x' }),
      ];
      for (const answer of answers)
        expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'people.not_permitted']);
    }
  });

  it('see how far behind the outbox is, though they may not read what is in it', async () => {
    await giveUp(2, 'mail.refused');
    const { outbox } = (await ask('GET', '/operations/queues')).json<{ outbox: object }>();
    expect(outbox).toMatchObject({ waiting: 0, inFlight: 0, givenUp: 2 });
  });

  it('see the queues with counts by state and the codes of what failed', async () => {
    const queue = openQueue({ backend: 'postgres', url: database.url });
    await queue.add('mail', [{ name: 'mail.send', id: 'a-job', data: { messageId: uuidv7() } }]);
    const answer = await ask('GET', '/operations/queues');
    expect(answer.statusCode).toBe(200);
    const { backend, outbox, queues } = answer.json<{ backend: string; outbox: object; queues: QueueState[] }>();
    expect(backend).toBe('postgres');
    expect(outbox).toMatchObject({ waiting: 0, inFlight: 0, givenUp: 0 });
    expect(queues.find(({ name }) => name === 'mail')).toMatchObject({
      isPaused: false,
      counts: { waiting: 1, active: 0, failed: 0 },
      failed: [],
    });
    expect(answer.body).not.toContain('messageId');
    await queue.close();
  });

  it('see the same at the command line', async () => {
    const printed: string[] = [];
    const tools = {
      withDatabase: <Result>(work: (dataSource: typeof database.dataSource) => Promise<Result>) =>
        work(database.dataSource),
      print: (text: string) => void printed.push(text),
      readStandardInput: () => Promise.resolve(''),
    };
    const run = async (...line: string[]): Promise<unknown> => {
      const program = new Command('cli').exitOverride();
      addQueuesCommand(program, tools, { DATABASE_URL: database.url, QUEUE_BACKEND: 'postgres' });
      addWebhookCommands(program, tools, {});
      await program.parseAsync([...line, '--json'], { from: 'user' });
      return JSON.parse(printed.pop() ?? 'null') as unknown;
    };
    expect(await run('queues')).toMatchObject({ backend: 'postgres', queues: expect.any(Array) as unknown });
    const shop = webhookWorkshop(database.dataSource, await aUnitOfWork(database.dataSource));
    const keeper = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    const { id } = await shop.register(keeper, 'http://127.0.0.1:9/a-key-in-the-path');
    expect(await run('webhooks', 'list')).toEqual({
      webhooks: [
        {
          ...{ id, stateCode: 'KEN', officeCode: null, host: '127.0.0.1:9', waiting: 0, failed: 0 },
          ...{ failingSince: null, disabledCause: null },
        },
      ],
    });
    expect(await run('webhooks', 'disable', id)).toEqual({ id, isEnabled: false });
    expect(await run('webhooks', 'list')).toMatchObject({ webhooks: [{ disabledCause: 'by-hand' }] });
  });
});

describe('operators whose queue is away', () => {
  const database = aDatabase();
  const api = anApi(database, { QUEUE_BACKEND: 'redis', REDIS_URL: 'redis://127.0.0.1:1' });

  it('are told so within seconds', async () => {
    const ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
    const answer = await ask('GET', '/operations/queues');
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'queue.away']);
  });
});
