import { DEMONSTRATION_PASSWORD, rows } from '#libs/infrastructure';
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Answer, send, tokenOf } from '../support/http.js';
import { anInstance } from '../support/instance.js';
import { until } from '../support/until.js';

const DRAFT = { requestingState: 'KEN', area: 'TIP', urgency: 'routine', request: { title: 'Killed' } };
const AT_ONCE = 8;

describe('an API that is killed under load', () => {
  const instance = anInstance({ withoutWorker: true });

  it('has lost nothing it acknowledged, and does what was cut off when it is asked again, once', async () => {
    const token = await tokenOf(instance.address, 'focal-point.ken@demo.example', DEMONSTRATION_PASSWORD);
    const begin = (key: string): Promise<Answer> =>
      send(instance.address, 'POST', '/api/v1/cases', { token, body: DRAFT, headers: { 'idempotency-key': key } });
    const acknowledged = new Map<string, string>();
    const cutOff: string[] = [];
    const load = Array.from({ length: AT_ONCE }, async () => {
      while (cutOff.length === 0) {
        const key = randomUUID();
        const answer = await begin(key).catch(() => undefined);
        if (answer?.status === 201) acknowledged.set(key, (answer.body as { id: string }).id);
        else cutOff.push(key);
      }
    });
    await until('there is load', () => acknowledged.size >= 20, 60_000);
    await instance.api.kill();
    await Promise.all(load);
    expect(cutOff.length).toBeGreaterThan(0);

    await instance.restartApi();
    await until(
      'it is ready',
      async () => (await send(instance.address, 'GET', '/health/ready')).status === 200,
      30_000,
    );
    for (const [key, id] of acknowledged) {
      expect((await send(instance.address, 'GET', `/api/v1/cases/${id}`, { token })).status).toBe(200);
      expect(await begin(key)).toMatchObject({ status: 201, body: { id } });
    }
    for (const key of cutOff) {
      const again = await until('an answer', async () => {
        const answer = await begin(key);
        return answer.status === 409 || answer.status === 503 ? undefined : answer;
      });
      expect(again.status).toBe(201);
    }
    const [count] = await rows<{ cases: number; beginnings: number }>(
      instance.database.dataSource,
      `SELECT count(*)::int AS cases, (SELECT count(*)::int FROM case_events WHERE type = 'created') AS beginnings FROM cases
        WHERE request->>'title' = 'Killed'`,
    );
    expect(count).toEqual({ cases: acknowledged.size + cutOff.length, beginnings: acknowledged.size + cutOff.length });
  }, 120_000);
});
