import { DEMONSTRATION_PASSWORD, rows } from '#libs/infrastructure';
import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Answer, send, tokenOf } from '../support/http.js';
import { anInstance } from '../support/instance.js';
import { aCaseIn } from '../support/played-case.js';
import { until } from '../support/until.js';

const answered = (answer: Answer): Answer | undefined => (answer.status === 503 ? undefined : answer);

describe('two people who act on one case at once', () => {
  const instance = anInstance({ withoutWorker: true });
  const actAs = async (
    email: string,
    theCase: { readonly id: string; readonly version: number },
    name: string,
    input: object,
  ): Promise<() => Promise<Answer>> => {
    const token = await tokenOf(instance.address, email, DEMONSTRATION_PASSWORD);
    const headers = { 'if-match': `"v${theCase.version}"`, 'idempotency-key': randomUUID() };
    const attempt = (): Promise<Answer> =>
      send(instance.address, 'POST', `/api/v1/cases/${theCase.id}/transitions`, {
        token,
        body: { name, input },
        headers,
      });
    // Where more wait for one row than there are connections, some hear "not now" and come back with the same key.
    return () => until('an answer that is no "not now"', async () => answered(await attempt()), 30_000);
  };

  it('are decided between: one wins, the other is told what changed, and can decide again', async () => {
    const theCase = await aCaseIn(instance, 'triage');
    const accept = await actAs('head.roea@demo.example', theCase, 'accept', {});
    const withdraw = await actAs('focal-point.mdg@demo.example', theCase, 'withdraw', {});
    const answers = await Promise.all([accept(), withdraw()]);

    const [won, lost] = [...answers].sort((a, b) => a.status - b.status);
    expect(won?.status).toBe(200);
    expect(lost).toMatchObject({
      status: 412,
      body: { code: 'case.changed_meanwhile', presentVersion: theCase.version + 1 },
    });
    const winner = answers[0].status === 200 ? 'accept' : 'withdraw';
    expect((lost?.body as { changesSince: object[] }).changesSince).toContainEqual(
      expect.objectContaining({ name: winner, fromState: 'triage' }),
    );
    // What the ETag of the refusal names is good for the next try.
    expect(lost?.headers.get('etag')).toBe(`"v${theCase.version + 1}"`);
  }, 60_000);

  it('never both succeed, however many try', async () => {
    const theCase = await aCaseIn(instance, 'triage');
    const attempts = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        actAs(index % 2 === 0 ? 'head.roea@demo.example' : 'manager-1.hq@demo.example', theCase, 'accept', {}),
      ),
    );
    const answers = await Promise.all(attempts.map((attempt) => attempt()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(11).fill(412)]);
    const accepted = await rows(
      instance.database.dataSource,
      `SELECT 1 FROM case_events WHERE case_id = $1 AND name = 'accept'`,
      [theCase.id],
    );
    expect(accepted).toHaveLength(1);
  }, 60_000);

  it('do not stand in each other’s way on different cases', async () => {
    const cases = await Promise.all([aCaseIn(instance, 'triage'), aCaseIn(instance, 'triage')]);
    const attempts = await Promise.all(
      cases.map((theCase) => actAs('head.roea@demo.example', theCase, 'accept', {})),
    );
    const answers = await Promise.all(attempts.map((attempt) => attempt()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  }, 60_000);
});
