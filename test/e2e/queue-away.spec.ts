import { rows } from '#libs/infrastructure';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { CuttableLine } from '../support/cuttable-line.js';
import { send } from '../support/http.js';
import { anInstance } from '../support/instance.js';
import { headerOf } from '../support/mail-server.js';
import { aCaseIn } from '../support/played-case.js';
import { describeOnRedis, redisUrl } from '../support/redis.js';
import { until } from '../support/until.js';

describeOnRedis('while the queue is away', () => {
  let line: CuttableLine;
  const instance = anInstance({
    async queue() {
      line = await CuttableLine.to(redisUrl());
      return {
        choice: { backend: 'redis', url: line.through(redisUrl()) },
        async flush() {
          const redis = new Redis(redisUrl());
          await redis.flushdb();
          await redis.quit();
        },
      };
    },
  });

  beforeAll(() => aCaseIn(instance, 'acknowledged'), 60_000);
  afterAll(() => line.close());

  it('people notice nothing: acts go through before it is back, and the API stays ready', async () => {
    line.cut();
    // The line stays cut until all of it has been answered.
    const { reference } = await aCaseIn(instance, 'acknowledged');
    expect((await send(instance.address, 'GET', '/health/ready')).status).toBe(200);
    const waiting = await rows(instance.database.dataSource, 'SELECT 1 FROM outbox_messages WHERE done_at IS NULL');
    expect(waiting.length).toBeGreaterThan(0);

    line.mend();
    const letters = () =>
      instance.mail.received.filter(
        (letter) =>
          letter.to.includes('focal-point.mdg@demo.example') && (headerOf(letter, 'Subject') ?? '').includes(reference),
      );
    // What was on the line when it was cut is found by the sweep.
    await until('the letter has come when the queue is back', () => letters().length > 0, 150_000);
    await until(
      'every message is dealt with',
      async () =>
        (
          await rows(
            instance.database.dataSource,
            'SELECT 1 FROM outbox_messages WHERE done_at IS NULL AND given_up_at IS NULL',
          )
        ).length === 0,
      150_000,
    );
    expect(letters()).toHaveLength(1);
  }, 330_000);
});
