import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FireClock, ReviewHold, UnitOfWork } from '#libs/domain';
import { askingAsSystem, ClockSweep, HoldReviews, type JobQueue, rows } from '#libs/infrastructure';
import type { ClockRecord } from '#libs/workflow';
import { anApi } from '../../support/api.js';
import { INHABITED } from '../../support/database.js';
import type { Instance } from '../../support/instance.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aCaseIn } from '../../support/played-case.js';
import { aStageBefore } from '../../support/stage-house.js';
import { openQueue } from '../../support/worker.js';

const ASK = {
  at: 'triage',
  by: 'case-officer',
  does: 'ask-for-information',
  with: { question: 'Which courts are meant?' },
} as const;
const HOLD_DAYS = 30;
const DAY_MS = 86_400_000;

/** A database of its own for every sentence: what is played on the stage is dated today, before any time has passed. */
function aHouse() {
  const database = aDatabaseWithMovedClock({ template: INHABITED });
  const api = anApi(database);
  let stage: Pick<Instance, 'cast' | 'states'>;
  let queue: JobQueue;
  beforeAll(async () => {
    stage = await aStageBefore(api.app);
    queue = openQueue({ backend: 'postgres', url: database.url });
  }, 60_000);
  afterAll(() => queue.close());
  /** Fails the test if a clock cannot be fired. */
  async function sweep(): Promise<void> {
    const fireClock = api.app.get(FireClock, { strict: false });
    const due = new ClockSweep(database.dataSource, queue, fireClock, (error) => {
      throw error;
    });
    await askingAsSystem(() => due.run());
  }

  async function clocksOf(caseId: string, target: string): Promise<readonly ClockRecord[]> {
    const found = await rows<{ detail: ClockRecord }>(
      database.dataSource,
      'SELECT detail FROM clocks WHERE case_id = $1 AND target = $2 ORDER BY ordinal',
      [caseId, target],
    );
    return found.map(({ detail }) => detail);
  }

  /** Lets time pass until just after a threshold of the last clock of a target, without anybody acting on it. */
  async function pass(caseId: string, target: string, threshold: string): Promise<void> {
    const clock = (await clocksOf(caseId, target)).at(-1);
    const mark = clock?.marks.find((candidate) => candidate.threshold === threshold);
    if (!mark?.at) throw new Error(`${target} has no ${threshold} to come`);
    // Reminders are sent a second late, and what builds on them keeps its distance.
    await database.moveTo(new Date(mark.at + (mark.percent > 100 ? 30_000 : 1_000)));
  }

  /** What the system did to a case since an entry of its history, and who was told of what. */
  async function doneSince(caseId: string, sequence: number) {
    const history = await rows<{
      sequence: number;
      type: string;
      name: string | null;
      actorRole: string;
      reason: string | null;
    }>(
      database.dataSource,
      `SELECT sequence, type, name, actor_role AS "actorRole", reason FROM case_events
        WHERE case_id = $1 AND sequence > $2 ORDER BY sequence`,
      [caseId, sequence],
    );
    const told = await rows<{ template: string; to: string[] }>(
      database.dataSource,
      `SELECT payload->>'template' AS template, payload->'to' AS to FROM outbox_messages
        WHERE case_id = $1 AND (payload->>'sequence')::int > $2 ORDER BY created_at, id`,
      [caseId, sequence],
    );
    return { history, told };
  }

  async function lengthOf(caseId: string): Promise<number> {
    const [row] = await rows<{ length: number }>(
      database.dataSource,
      'SELECT history_length AS length FROM cases WHERE id = $1',
      [caseId],
    );
    return row?.length ?? 0;
  }

  /** Passes a threshold, sweeps twice, and says what came of it: the second sweep must find nothing left to do. */
  async function whatComesOf(caseId: string, target: string, threshold: string) {
    const before = await lengthOf(caseId);
    await pass(caseId, target, threshold);
    await sweep();
    const done = await doneSince(caseId, before);
    await sweep();
    expect(await doneSince(caseId, before)).toEqual(done);
    expect(done.history.every(({ actorRole }) => actorRole === 'system')).toBe(true);
    return { acts: done.history.map(({ type, name, reason }) => ({ type, name, reason })), told: done.told };
  }

  async function stateOf(caseId: string): Promise<string | undefined> {
    const [row] = await rows<{ state: string }>(database.dataSource, 'SELECT state FROM cases WHERE id = $1', [caseId]);
    return row?.state;
  }

  return {
    database,
    api,
    play: async (...[state, more]: [state: string, more?: object]): Promise<string> =>
      (await aCaseIn(stage, state, more)).id,
    sweep,
    clocksOf,
    pass,
    doneSince,
    lengthOf,
    whatComesOf,
    stateOf,
  };
}

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('on a promise of the office: at risk, broken, and in the end headquarters decides', async () => {
    const id = await house.play('triage');
    const fired = (threshold: string) => ({
      type: 'thresholds-fired',
      name: 'triage-decision',
      reason: `triage-decision: ${threshold}`,
    });
    expect(await house.whatComesOf(id, 'triage-decision', 'at-risk')).toEqual({
      acts: [fired('at-risk')],
      told: [{ template: 'deadline-near', to: ['office-head'] }],
    });
    expect(await house.whatComesOf(id, 'triage-decision', 'breached')).toEqual({
      acts: [fired('breached')],
      told: [{ template: 'deadline-missed', to: ['office-head'] }],
    });
    const { acts, told } = await house.whatComesOf(id, 'triage-decision', 'escalated');
    expect(acts[0]).toEqual(fired('escalated'));
    expect(acts.map(({ name }) => name)).toContain('escalate');
    expect(told).toContainEqual({ template: 'deadline-escalated', to: ['hq-manager'] });
    expect(await house.stateOf(id)).toBe('hq-review');
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('on a question to the State: reminders at half and at the full limit, lapse at three times', async () => {
    const id = await house.play('info-requested', { turns: [ASK] });
    const first = await house.whatComesOf(id, 'state-answers', 'first-reminder');
    expect(first.acts.map(({ name }) => name)).toEqual(['state-answers', 'remind']);
    expect(first.told).toEqual([{ template: 'first-reminder', to: ['focal-point'] }]);
    const second = await house.whatComesOf(id, 'state-answers', 'breached');
    expect(second.told).toEqual([
      { template: 'second-reminder', to: ['focal-point', 'permanent-mission'] },
      { template: 'deadline-missed', to: ['case-officer', 'office-head'] },
    ]);
    await house.whatComesOf(id, 'state-answers', 'escalated');
    expect(await house.stateOf(id)).toBe('info-requested');
    const lapse = await house.whatComesOf(id, 'state-answers', 'lapsed');
    expect(lapse.told.map(({ template }) => template)).toEqual(['lapsed']);
    expect(await house.stateOf(id)).toBe('lapsed');
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('after an outage: reminders collapse into the last, and nothing lapses in the second of a reminder', async () => {
    const id = await house.play('info-requested', { turns: [ASK] });
    const before = await house.lengthOf(id);
    await house.pass(id, 'state-answers', 'lapsed');
    await house.sweep();
    await house.sweep();
    const { history, told } = await house.doneSince(id, before);
    expect(history.map(({ name }) => name)).toEqual(['state-answers', 'remind', 'remind']);
    expect(told).toEqual([
      { template: 'second-reminder', to: ['focal-point', 'permanent-mission'] },
      { template: 'deadline-escalated', to: ['case-officer', 'office-head', 'hq-manager'] },
    ]);
    expect(await house.stateOf(id)).toBe('info-requested');

    const [clock] = await house.clocksOf(id, 'state-answers');
    const [breached, lapsed] = ['breached', 'lapsed'].map((name) =>
      clock?.marks.find((mark) => mark.threshold === name),
    );
    const distanceMs = Number(lapsed?.reachedAt) - Number(breached?.reachedAt);
    await house.database.moveTo(new Date(Number(breached?.firedAt) + distanceMs - 60_000));
    await house.sweep();
    expect(await house.stateOf(id)).toBe('info-requested');
    await house.database.moveTo(new Date(Number(breached?.firedAt) + distanceMs + 1_000));
    await house.sweep();
    expect(await house.stateOf(id)).toBe('lapsed');
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('on the closure review: silence is agreement', async () => {
    const id = await house.play('closure-review');
    expect((await house.whatComesOf(id, 'state-confirms', 'at-risk')).told).toEqual([
      { template: 'silence-near', to: ['focal-point'] },
    ]);
    const silence = await house.whatComesOf(id, 'state-confirms', 'breached');
    expect(silence.acts.map(({ name }) => name)).toEqual(['state-confirms', 'note-silence']);
    expect(silence.told).toEqual([
      { template: 'closure-confirmed-by-silence', to: ['focal-point', 'office-head', 'hq-manager'] },
    ]);
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('on delivery: a progress note is due again and again', async () => {
    const id = await house.play('delivery');
    expect((await house.whatComesOf(id, 'progress-note', 'at-risk')).told).toEqual([
      { template: 'deadline-near', to: ['case-officer'] },
    ]);
    expect((await house.whatComesOf(id, 'progress-note', 'breached')).told).toEqual([
      { template: 'deadline-missed', to: ['case-officer', 'office-head'] },
    ]);
    const clocks = await house.clocksOf(id, 'progress-note');
    expect(clocks.map(({ ordinal, closedBy }) => [ordinal, closedBy])).toEqual([
      [1, 'fell-due'],
      [2, null],
    ]);
    expect((await house.whatComesOf(id, 'progress-note', 'at-risk')).told).toHaveLength(1);
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('after the closure: somebody asks whether the need was met', async () => {
    const id = await house.play('closed');
    expect((await house.whatComesOf(id, 'follow-up', 'at-risk')).told).toEqual([
      { template: 'deadline-near', to: ['case-officer'] },
    ]);
    expect((await house.whatComesOf(id, 'follow-up', 'breached')).told).toEqual([
      { template: 'deadline-missed', to: ['case-officer', 'office-head'] },
    ]);
    expect(await house.stateOf(id)).toBe('closed');
  }, 120_000);
});

describe('time acts once, as the system, with the reason in the history,', () => {
  const house = aHouse();

  it('on a hold: its review is due on the date that was set, by the date at the office', async () => {
    const reviewOn = new Date((await house.database.now()).getTime() + HOLD_DAYS * DAY_MS).toISOString().slice(0, 10);
    const id = await house.play('on-hold', {
      turns: [
        {
          at: 'planning',
          by: 'office-head',
          does: 'hold',
          with: { reason: 'funds', explanation: 'The donor decides.', reviewOn },
        },
      ],
    });
    const before = await house.lengthOf(id);
    const review = async (): Promise<void> => {
      const reviewHold = new ReviewHold(house.api.app.get(UnitOfWork, { strict: false }));
      const reviews = new HoldReviews(house.database.dataSource, reviewHold, (error) => {
        throw error;
      });
      await askingAsSystem(() => reviews.run());
    };
    await house.database.moveTo(`${new Date(Date.parse(reviewOn) - DAY_MS).toISOString().slice(0, 10)}T08:00:00Z`);
    await review();
    expect((await house.doneSince(id, before)).history).toEqual([]);
    await house.database.moveTo(`${reviewOn}T08:00:00Z`);
    await review();
    await review();
    expect(await house.doneSince(id, before)).toEqual({
      history: [
        {
          sequence: before + 1,
          type: 'hold-review-due',
          name: null,
          actorRole: 'system',
          reason: `The review of this hold was planned for ${reviewOn}`,
        },
      ],
      told: [{ template: 'hold-review-due', to: ['case-officer', 'office-head'] }],
    });
    expect(await house.stateOf(id)).toBe('on-hold');
  }, 120_000);
});
