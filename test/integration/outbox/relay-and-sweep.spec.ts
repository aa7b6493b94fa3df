import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Message, MessageConsumer, type UnitOfWork } from '#libs/domain';
import { type JobQueue, MessageDispatch, OutboxSweep, Relay, rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { emptyTables } from '../../support/empty-tables.js';
import { describeOnBothQueues, type QueueServer } from '../../support/queue-servers.js';
import { until } from '../../support/until.js';
import { aUnitOfWork, openQueue } from '../../support/worker.js';
import { v7 as uuidv7 } from 'uuid';

/** As many as wait after an outage in a bad week. */
const WAITING = 5_000;

/** Counts its effects in the database, in the transaction of its claim. */
class Counting extends MessageConsumer<'case.notify'> {
  override readonly name = 'counting';
  override readonly topic = 'case.notify';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly effect: (message: Message<'case.notify'>) => Promise<unknown>,
  ) {
    super();
  }

  override consume(message: Message<'case.notify'>): Promise<void> {
    return this.unitOfWork.run(async ({ messages }) => {
      if (await messages.claim(message.id, this.name)) await this.effect(message);
    });
  }
}

describeOnBothQueues('relay and sweeper', (serverOf) => {
  const database = aDatabase({ poolSize: 20 });
  let server: QueueServer;
  let unitOfWork: UnitOfWork;
  let queue: JobQueue;

  const leave = (count: number): Promise<void> =>
    unitOfWork.run(async ({ outbox }) => {
      for (let index = 0; index < count; index += 1) {
        outbox.append('case.notify', { caseId: uuidv7(), sequence: index, template: 'accepted', to: [] });
      }
    });
  const state = (): Promise<
    { try: number; sent: boolean; done: boolean; givenUp: boolean; lastError: string | null }[]
  > =>
    rows(
      database.dataSource,
      `SELECT try, sent_at IS NOT NULL AS sent, done_at IS NOT NULL AS done, given_up_at IS NOT NULL AS "givenUp", last_error AS "lastError"
         FROM outbox_messages ORDER BY id`,
    );
  const halfAMinutePasses = (): Promise<unknown> =>
    database.dataSource.query(`UPDATE outbox_messages SET check_after = now() - interval '1 second'`);

  beforeEach(async () => {
    server = serverOf(database.url);
    await server.flush();
    await emptyTables(database.dataSource, 'outbox_messages', 'processed_messages');
    unitOfWork = await aUnitOfWork(database.dataSource);
    queue = openQueue(server.choice);
  });
  afterEach(() => queue.close());

  it('hand each message over once, though several relays run at once', async () => {
    await leave(500);
    const others = [openQueue(server.choice), openQueue(server.choice)];
    const relays = [queue, ...others].map((each) => new Relay(database.dataSource, each, 40));
    const carried = await Promise.all(
      relays.map(async (relay) => {
        let sum = 0;
        for (let count = await relay.carryBatch(); count > 0; count = await relay.carryBatch()) sum += count;
        return sum;
      }),
    );
    expect(carried.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect((await queue.depth('events')).waiting).toBe(500);
    await Promise.all(others.map((other) => other.close()));
  });

  it('hand over again, to no effect, what a relay had handed over when it was killed', async () => {
    await leave(3);
    const killedAfterAdding: JobQueue = Object.create(queue, {
      add: {
        value: async (...parameters: Parameters<JobQueue['add']>) => {
          await queue.add(...parameters);
          throw new Error('killed');
        },
      },
    });
    await expect(new Relay(database.dataSource, killedAfterAdding).carryBatch()).rejects.toThrow('killed');
    expect((await state()).map(({ sent }) => sent)).toEqual([false, false, false]);
    expect(await new Relay(database.dataSource, queue).carryBatch()).toBe(3);
    expect((await queue.depth('events')).waiting).toBe(3);
  });

  it('let a message act once that arrives five times at once', async () => {
    await leave(1);
    const [{ id } = { id: '' }] = await rows<{ id: string }>(database.dataSource, 'SELECT id FROM outbox_messages');
    let effects = 0;
    const dispatches = Array.from(
      { length: 5 },
      () => new MessageDispatch(database.dataSource, [new Counting(unitOfWork, async () => (effects += 1))]),
    );
    await Promise.all(dispatches.map((dispatch) => dispatch.dispatch(id)));
    expect(effects).toBe(1);
    expect(await dispatches[0]?.dispatch(id)).toBe('nothing-to-do');
  });

  it(`carry ${WAITING} that waited out an outage, each to one effect`, async () => {
    await leave(WAITING);
    let effects = 0;
    const dispatch = new MessageDispatch(database.dataSource, [
      new Counting(unitOfWork, () => Promise.resolve((effects += 1))),
    ]);
    const relay = new Relay(database.dataSource, queue);
    const worker = queue.work('events', async (job) => void (await dispatch.dispatch(job.data['messageId'] ?? '')), {
      concurrency: 20,
    });
    while ((await relay.carryBatch()) > 0);
    await until('all have acted', () => effects >= WAITING, 250_000);
    await worker.close(5_000);
    expect(effects).toBe(WAITING);
    expect((await state()).filter(({ done }) => !done)).toEqual([]);
  }, 280_000);

  it('let a message act again whose first effect was rolled back', async () => {
    await leave(1);
    const [{ id } = { id: '' }] = await rows<{ id: string }>(database.dataSource, 'SELECT id FROM outbox_messages');
    let effects = 0;
    const failing = new MessageDispatch(database.dataSource, [
      new Counting(unitOfWork, async () => {
        effects += 1;
        if (effects === 1) throw new Error('killed before the commit');
      }),
    ]);
    await expect(failing.dispatch(id)).rejects.toThrow('killed before');
    await failing.dispatch(id);
    expect(effects).toBe(2);
    expect((await state())[0]).toMatchObject({ done: true });
  });

  it('leave alone what the queue still has, however long it waits', async () => {
    await leave(2);
    await new Relay(database.dataSource, queue).carryBatch();
    await halfAMinutePasses();
    await new OutboxSweep(database.dataSource, queue).run();
    expect((await state()).map((message) => message.try)).toEqual([0, 0]);
    expect((await queue.depth('events')).waiting).toBe(2);
  });

  it('send anew under another job id what the queue has lost, once though two sweep', async () => {
    await leave(2);
    const relay = new Relay(database.dataSource, queue);
    await relay.carryBatch();
    await server.flush();
    await halfAMinutePasses();
    const sweep = new OutboxSweep(database.dataSource, queue);
    await Promise.all([sweep.run(), sweep.run()]);
    expect(await state()).toEqual([1, 1].map((tries) => expect.objectContaining({ try: tries, sent: false })));
    await until('they may be sent', async () => (await relay.carryBatch()) === 2);
    expect((await queue.depth('events')).waiting).toBe(2);
  });

  it('do not touch what is lost while the queue cannot be asked', async () => {
    await leave(1);
    await new Relay(database.dataSource, queue).carryBatch();
    await halfAMinutePasses();
    const away: JobQueue = Object.create(queue, { pending: { value: () => Promise.reject(new Error('away')) } });
    await expect(new OutboxSweep(database.dataSource, away).run()).rejects.toThrow('away');
    expect((await state())[0]).toMatchObject({ try: 0, sent: true });
  });

  it('wait longer before each new try of a message that fails, and give it up in the end with its cause', async () => {
    await leave(1);
    await database.dataSource.query(
      `UPDATE outbox_messages SET try = 3, sent_at = now(), last_error = 'bug.TypeError'`,
    );
    await halfAMinutePasses();
    await new OutboxSweep(database.dataSource, queue).run();
    const [next] = await rows<{ try: number; seconds: number }>(
      database.dataSource,
      'SELECT try, extract(epoch FROM send_after - now())::int AS seconds FROM outbox_messages',
    );
    expect(next?.try).toBe(4);
    expect(next?.seconds).toBeGreaterThan(300);

    await database.dataSource.query(`UPDATE outbox_messages SET try = 11, sent_at = now()`);
    await halfAMinutePasses();
    await new OutboxSweep(database.dataSource, queue).run();
    expect((await state())[0]).toMatchObject({ givenUp: true, done: false, lastError: 'bug.TypeError' });
  });
});
