import { beforeAll, describe, expect, it } from '@jest/globals';
import { CatchUpClocks, FireClock } from '#libs/domain';
import { askingAsSystem, ClockReplay, ClockSweep, type JobQueue, rows } from '#libs/infrastructure';
import { anApi } from '../../support/api.js';
import { INHABITED } from '../../support/database.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { openQueue } from '../../support/worker.js';
import { signedIn } from '../../support/signed-in.js';
import { until } from '../../support/until.js';

const database = aDatabaseWithMovedClock({ template: INHABITED });
const api = anApi(database);
let staff: Staff;
let manager: Staff['officeHead'];
let administrator: Staff['officeHead'];

beforeAll(async () => {
  staff = await aStaff(api, database);
  const person = (role: string) => aPerson(database.dataSource, { roles: [role], isCleared: true });
  manager = await signedIn(api, database, await person('hq-manager'));
  administrator = await signedIn(api, database, await person('administrator'));
}, 60_000);

const TARGET = 'name-case-officer';

interface Clock {
  readonly target: string;
  readonly dueAt: string;
  readonly breachedAt: string | null;
  readonly status: string;
  readonly limit: { readonly amount: number; readonly unit: string };
}

async function clocksOf(caseId: string): Promise<readonly Clock[]> {
  return (await manager('GET', `/cases/${caseId}/clocks`)).json<{ clocks: Clock[] }>().clocks;
}

async function clockOf(caseId: string, target = TARGET): Promise<Clock> {
  const found = (await clocksOf(caseId)).find((clock) => clock.target === target);
  if (!found) throw new Error(`The case has no clock of ${target}`);
  return found;
}

/** What is stored about clocks must be what the history alone says of them. */
async function storedAsExplained(caseId: string): Promise<void> {
  const stored = await rows<{ target: string; status: string; dueAt: Date }>(
    database.dataSource,
    `SELECT target, status, due_at AS "dueAt" FROM clocks WHERE case_id = $1 ORDER BY opened_at, target, ordinal`,
    [caseId],
  );
  const explained = (await clocksOf(caseId)).map(({ target, status, dueAt }) => ({
    target,
    status,
    dueAt: new Date(dueAt),
  }));
  expect(explained).toEqual(stored);
}

const days = (amount: number) => ({ amount, unit: 'working-days' });
const limits = (routine: object) => ({
  [TARGET]: { emergency: { amount: 24, unit: 'hours' }, urgent: days(1), routine },
});

async function propose(body: object, who = manager): Promise<string> {
  const answer = await who('POST', '/policy-proposals', { area: 'ROL', reason: 'Offices are quicker now', ...body });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  return answer.json<{ id: string }>().id;
}

/** Works off what was ordered, as the worker does. */
async function replayed(replayId: string): Promise<Record<string, unknown>> {
  const replay = new ClockReplay(database.dataSource, api.app.get(CatchUpClocks, { strict: false }), (error) => {
    throw error;
  });
  let progress: Record<string, unknown> = {};
  await until(
    'every case has been dealt with',
    async () => {
      await askingAsSystem(() => replay.run());
      progress = (await manager('GET', `/policy-replays/${replayId}`)).json();
      return progress['finishedAt'] !== null;
    },
    20_000,
  );
  return progress;
}

async function putInForce(proposalId: string, who = administrator): Promise<{ version: number; replayId: string }> {
  const answer = await who('POST', `/policy-proposals/${proposalId}/publication`);
  if (answer.statusCode > 202) throw new Error(answer.body);
  return answer.json();
}

describe('the limits of an area', () => {
  it('are those of its lifecycle until somebody changes them, and are there for everyone who is signed in', async () => {
    const answer = await staff.focalPoint('GET', '/policies/KID');
    expect(answer.json()).toMatchObject({ area: 'KID', version: null, settled: {} });
    const { limits: told } = answer.json<{ limits: { target: string; limits: object; isSettled: boolean }[] }>();
    expect(told.length).toBeGreaterThanOrEqual(14);
    expect(told.find(({ target }) => target === 'acknowledge')).toMatchObject({
      isSettled: false,
      limits: { emergency: { amount: 2, unit: 'hours' }, routine: { amount: 5, unit: 'working-days' } },
    });
    expect((await staff.focalPoint('GET', '/policies/NOWHERE')).statusCode).toBe(404);
  });

  it('are rehearsed, proposed by one, put in force by another, and then live deadlines move as rehearsed', async () => {
    const { caseId, reference } = await aCaseAtTheOffice(staff);
    const before = await clockOf(caseId);
    const closed = await clockOf(caseId, 'acknowledge');

    const rehearsal = await manager('POST', '/policies/ROL/rehearsals', { limits: limits(days(6)) });
    expect(rehearsal.json()).toMatchObject({ cases: 1, clocks: 1, moves: 1, breaches: 0, recovers: 0 });
    const { deadlines } = rehearsal.json<{ deadlines: { reference: string; dueBefore: string; dueAfter: string }[] }>();
    expect(deadlines).toEqual([expect.objectContaining({ reference, target: TARGET, dueBefore: before.dueAt })]);
    expect((await clockOf(caseId)).dueAt).toBe(before.dueAt);

    const id = await propose({ limits: limits(days(6)) });
    const own = await manager('POST', `/policy-proposals/${id}/publication`);
    expect([own.statusCode, own.json<{ code: string }>().code]).toEqual([403, 'sla.policy_four_eyes']);
    expect((await administrator('GET', '/policy-proposals')).json<{ items: object[] }>().items).toMatchObject([
      { id, area: 'ROL' },
    ]);
    expect((await administrator('POST', `/policy-proposals/${id}/rehearsals`)).json()).toMatchObject({ moves: 1 });

    const { version, replayId } = await putInForce(id);
    expect(await replayed(replayId)).toMatchObject({ area: 'ROL', version, cases: 1, done: 1, moves: 1, failing: 0 });
    const after = await clockOf(caseId);
    expect(after).toMatchObject({ dueAt: deadlines[0]?.dueAfter, limit: days(6) });
    expect(await clockOf(caseId, 'acknowledge')).toEqual(closed);
    await storedAsExplained(caseId);

    const { items } = (await manager('GET', `/cases/${caseId}/history`)).json<{ items: object[] }>();
    expect(items.at(-1)).toMatchObject({ type: 'policy-changed', reason: 'Offices are quicker now' });
    expect((await staff.focalPoint('GET', '/policies/ROL')).json()).toMatchObject({
      version,
      settled: limits(days(6)),
    });
  }, 60_000);

  it('count at once for what is opened later, and for a case that moves before the background work has come to it', async () => {
    const { caseId } = await aCaseAtTheOffice(staff);
    expect((await clockOf(caseId)).limit).toEqual(days(6));
    const { replayId } = await putInForce(await propose({ limits: limits(days(4)) }));
    // Whoever rehearses sees the newest version; so the process has noticed it.
    await manager('POST', '/policies/ROL/rehearsals', { limits: limits(days(4)) });
    await act(staff.officeHead, caseId, TARGET, { officer: staff.caseOfficer.personId });
    expect((await clockOf(caseId)).limit).toEqual(days(4));
    await storedAsExplained(caseId);
    await replayed(replayId);
    await storedAsExplained(caseId);
  }, 60_000);

  it('that break a promise break it at the change, with one notice and none for what came before', async () => {
    const monday = await database.moveToMonday();
    const { caseId } = await aCaseAtTheOffice(staff);
    // Received on Monday; on Thursday morning two of the four working days are over, and nothing is at risk yet.
    await database.moveTo(new Date(monday.getTime() + 3 * 86_400_000));
    const changedAt = await database.now();
    const { replayId } = await putInForce(await propose({ limits: limits(days(1)) }));
    await replayed(replayId);
    const broken = await clockOf(caseId);
    expect(new Date(broken.dueAt).getTime()).toBeLessThan(changedAt.getTime());
    expect(new Date(broken.breachedAt ?? 0).getTime()).toBeGreaterThanOrEqual(changedAt.getTime());
    await storedAsExplained(caseId);

    const queue: JobQueue = openQueue({ backend: 'postgres', url: database.url });
    try {
      const due = new ClockSweep(database.dataSource, queue, api.app.get(FireClock, { strict: false }), (error) => {
        throw error;
      });
      await askingAsSystem(() => due.run());
    } finally {
      await queue.close();
    }
    const fired = await rows<{ reason: string }>(
      database.dataSource,
      `SELECT reason FROM case_events WHERE case_id = $1 AND type = 'thresholds-fired' ORDER BY sequence`,
      [caseId],
    );
    expect(fired).toEqual([{ reason: `${TARGET}: breached` }]);
  }, 60_000);
});

describe('a change of limits', () => {
  it.each([
    ['a limit of zero', limits(days(0)), `/limits/${TARGET}/routine/amount`, 'limit_not_positive'],
    ['a negative limit', limits(days(-3)), `/limits/${TARGET}/routine/amount`, 'limit_not_positive'],
    ['a limit of absurd size', limits(days(100_000)), `/limits/${TARGET}/routine/amount`, 'limit_absurd'],
    ['half a day', limits(days(0.5)), `/limits/${TARGET}/routine/amount`, 'limit_not_whole'],
    [
      'a unit nobody knows',
      limits({ amount: 3, unit: 'moons' }),
      `/limits/${TARGET}/routine/unit`,
      'limit_unit_unknown',
    ],
    ['a field nobody knows', limits({ ...days(3), grace: 2 }), `/limits/${TARGET}/routine/grace`, 'field_unknown'],
    ['a promise the lifecycle does not make', { feasts: limits(days(1))[TARGET] }, '/limits/feasts', 'target_unknown'],
    [
      'an urgency left out',
      { [TARGET]: { urgent: days(1), routine: days(2) } },
      `/limits/${TARGET}/emergency`,
      'limit_missing',
    ],
  ])('is refused with the field: %s', async (_, wrong, pointer, code) => {
    const answer = await manager('POST', '/policy-proposals', { area: 'ROL', limits: wrong, reason: 'A mistake' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { pointer: string; code: string }[] }>().errors).toEqual([
      expect.objectContaining({ pointer, code }),
    ]);
  });

  it('is refused to an office, and its proposals are not shown to it', async () => {
    const asked = await staff.officeHead('POST', '/policy-proposals', {
      area: 'ROL',
      limits: limits(days(9)),
      reason: 'More time, please',
    });
    expect([asked.statusCode, asked.json<{ code: string }>().code]).toEqual([403, 'people.not_permitted']);
    expect((await staff.officeHead('POST', '/policies/ROL/rehearsals', { limits: {} })).statusCode).toBe(403);
    await propose({ area: 'CYB', limits: { acknowledge: { emergency: days(1), urgent: days(1), routine: days(2) } } });
    expect((await staff.officeHead('GET', '/policy-proposals')).json()).toEqual({ items: [] });
  });

  it('is refused when other limits came into force since it was proposed, and when it was settled already', async () => {
    const [first, second] = [
      await propose({ area: 'TIP', limits: limits(days(2)) }),
      await propose({ area: 'TIP', limits: limits(days(5)) }),
    ];
    await putInForce(first);
    const late = await administrator('POST', `/policy-proposals/${second}/publication`);
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([409, 'sla.policy_changed']);
    expect((await administrator('POST', `/policy-proposals/${first}/publication`)).statusCode).toBe(404);
    expect((await manager('POST', `/policy-proposals/${second}/withdrawal`)).statusCode).toBe(204);
    expect((await manager('POST', `/policy-proposals/${second}/withdrawal`)).statusCode).toBe(404);
    expect((await manager('POST', '/policy-proposals/nonsense/withdrawal')).statusCode).toBe(404);
  });

  it('is refused where it says what is in force', async () => {
    const answer = await manager('POST', '/policy-proposals', { area: 'WLD', limits: {}, reason: 'For nothing' });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([409, 'sla.policy_says_the_same']);
  });

  it('leaves a version that was in force as it is, whoever tries', async () => {
    await expect(
      database.dataSource.query(`UPDATE limit_policies SET limits = '{}' WHERE version IS NOT NULL`),
    ).rejects.toThrow('settled policy');
  });
});
