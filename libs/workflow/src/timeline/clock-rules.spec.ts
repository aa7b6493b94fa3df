import { describe, expect, it } from '@jest/globals';
import { clockedLifecycle, clockedRules } from '../../../../test/support/clock-histories.js';
import type { Urgency } from '../definition.js';
import { advanceClocks, emptyClockBook } from './advance-clocks.js';
import { checkPolicy } from './check-policy.js';
import { type ClockRecord, dueThresholds, nextFiring } from './clock-record.js';
import type { TimelineEvent } from './events.js';

const at = (text: string): number => Date.parse(text);
const iso = (instant: number | null | undefined) =>
  instant === null || instant === undefined ? null : new Date(instant).toISOString().slice(0, 16);

const created = (when: string, to: string, urgency: Urgency = 'routine'): TimelineEvent => ({
  type: 'created',
  at: at(when),
  to,
  gates: { clearance: 'not-needed', note: 'none' },
  urgency,
  office: 'ROSEA',
  requestingState: 'PER',
});
const moved = (when: string, to: string): TimelineEvent => ({ type: 'moved', at: at(when), transition: 'move', to });
const noted = (when: string): TimelineEvent => ({ type: 'gate-moved', at: at(when), gate: 'note', to: 'written' });

function clocksOf(target: string, history: readonly TimelineEvent[], now: string): readonly ClockRecord[] {
  return advanceClocks(clockedRules, emptyClockBook, history, at(now)).clocks.filter(
    (clock) => clock.target === target,
  );
}

describe('a recurring promise', () => {
  // A note is owed every seven days.
  const begun = created('2026-03-02T03:00:00Z', 'delivery');

  it('opens again when it was kept, and counts from then', () => {
    const clocks = clocksOf('note', [begun, noted('2026-03-05T03:00:00Z')], '2026-03-06T00:00:00Z');
    expect(clocks.map(({ closedBy, dueAt }) => [closedBy, iso(dueAt)])).toEqual([
      ['met', '2026-03-09T03:00'],
      [null, '2026-03-12T03:00'],
    ]);
  });

  it('opens again when it has fallen due; the missed one stays missed, and its notice is still given', () => {
    const clocks = clocksOf('note', [begun], '2026-03-17T00:00:00Z');
    expect(clocks.map(({ closedBy, breachedAt, dueAt }) => [closedBy, iso(breachedAt), iso(dueAt)])).toEqual([
      ['fell-due', '2026-03-09T03:00', '2026-03-09T03:00'],
      ['fell-due', '2026-03-16T03:00', '2026-03-16T03:00'],
      [null, null, '2026-03-23T03:00'],
    ]);
    expect(dueThresholds(clocks[1]!, at('2026-03-17T00:00:00Z'))).toEqual(['soon', 'breach']);
  });

  it('wakes the timer at its due instant though no threshold is left to act on', () => {
    const [clock] = clocksOf('note', [begun], '2026-03-02T03:00:00Z');
    const fired = clock!.marks.map((mark) => ({ ...mark, firedAt: mark.at }));
    expect(nextFiring({ ...clock!, marks: fired })).toEqual({ threshold: null, at: at('2026-03-09T03:00:00Z') });
  });

  it('is owed no more once the case has left', () => {
    const clocks = clocksOf('note', [begun, moved('2026-03-03T03:00:00Z', 'closed')], '2027-01-01T00:00:00Z');
    expect(clocks.map(({ closedBy }) => closedBy)).toEqual(['case-closed']);
  });
});

describe('a change of rules', () => {
  // Peru has six working days to answer a routine question of Monday 2 March, 10:00 in Lima: until Tuesday the 10th.
  const asked = created('2026-03-02T15:00:00Z', 'info-requested');
  const tightened: TimelineEvent = { type: 'urgency-changed', at: at('2026-03-04T15:00:00Z'), urgency: 'emergency' };

  it('that breaks the State’s promise performs the reminder it passed, and lets the case lapse only in its time', () => {
    const [clock] = clocksOf('answer', [asked, tightened], '2026-03-04T15:00:00Z');
    expect(iso(clock!.dueAt)).toBe('2026-03-03T22:00');
    expect(iso(clock!.breachedAt)).toBe('2026-03-04T15:00');
    expect(dueThresholds(clock!, tightened.at)).toEqual(['reminder', 'second-reminder']);
    // One day was used at the breach; twice the limit of one day comes after it.
    expect(iso(clock!.marks.find(({ threshold }) => threshold === 'lapse')!.at)).toBe('2026-03-05T22:00');
  });

  it('leaves a breach where it was recorded, though the new rules would have it earlier', () => {
    const later: TimelineEvent = { ...tightened, at: at('2026-03-12T15:00:00Z') };
    const [clock] = clocksOf('answer', [asked, later], '2026-03-12T15:00:00Z');
    expect(iso(clock!.dueAt)).toBe('2026-03-03T22:00');
    expect(iso(clock!.breachedAt)).toBe('2026-03-10T22:00');
  });

  it('that mends a broken promise opens it again, with all its warnings', () => {
    const history: TimelineEvent[] = [
      created('2026-03-02T03:00:00Z', 'triage', 'urgent'),
      {
        type: 'thresholds-fired',
        at: at('2026-03-04T10:00:00Z'),
        target: 'decision',
        ordinal: 1,
        thresholds: ['at-risk', 'breach'],
      },
      { type: 'urgency-changed', at: at('2026-03-05T03:00:00Z'), urgency: 'routine' },
    ];
    const [clock] = clocksOf('decision', history, '2026-03-05T03:00:00Z');
    expect(clock!.breachedAt).toBeNull();
    expect(iso(clock!.dueAt)).toBe('2026-03-09T10:00');
    expect(nextFiring(clock!)).toEqual({ threshold: 'at-risk', at: clock!.marks[0]!.at });
  });

  it('of the limits counts for open clocks from their start, and not for closed ones', () => {
    const policy: TimelineEvent = { type: 'policy-changed', at: at('2026-03-04T03:00:00Z'), policyVersion: 2 };
    const closed = [created('2026-03-02T03:00:00Z', 'triage'), moved('2026-03-03T03:00:00Z', 'delivery')];
    const open = [created('2026-03-02T03:00:00Z', 'triage')];
    expect(clocksOf('decision', [...closed, policy], '2026-03-05T00:00:00Z')).toMatchObject([
      { policyVersion: null, limit: { amount: 5 } },
    ]);
    expect(clocksOf('decision', [...open, policy], '2026-03-05T00:00:00Z')).toMatchObject([
      { policyVersion: 2, limit: { amount: 2 }, dueAt: at('2026-03-04T10:00:00Z'), changes: [{ what: 'policy' }] },
    ]);
  });

  it('of a calendar reaches the clocks that count on it, and no others', () => {
    const edited: TimelineEvent = {
      type: 'calendars-changed',
      at: at('2026-03-03T03:00:00Z'),
      calendarVersions: { 'office:ROSEA': 2 },
    };
    const [onIt] = clocksOf('decision', [created('2026-03-05T03:00:00Z', 'triage')], '2026-03-05T03:00:00Z');
    const [edit] = clocksOf(
      'decision',
      [created('2026-03-02T03:00:00Z', 'triage'), { ...edited, at: at('2026-03-05T03:00:00Z') }],
      '2026-03-05T03:00:00Z',
    );
    expect(iso(onIt!.dueAt)).toBe('2026-03-12T10:00');
    // Saturday is a working day by then, and ends at midnight in Bangkok: the fifth day after Monday the 2nd.
    expect(iso(edit!.dueAt)).toBe('2026-03-07T17:00');
    const [answer] = clocksOf(
      'answer',
      [created('2026-03-02T15:00:00Z', 'info-requested'), edited],
      '2026-03-05T03:00:00Z',
    );
    expect(answer!.changes).toEqual([]);
  });

  it('by migration ends the promises that are no longer made and begins the new ones', () => {
    const migrated = (when: string, to: string): TimelineEvent => ({
      type: 'migrated',
      at: at(when),
      definition: { id: 'clocked', version: 2 },
      to,
      gates: { clearance: 'not-needed', note: 'none' },
    });
    const reviewed = [created('2026-03-02T03:00:00Z', 'hq-review'), migrated('2026-03-03T03:00:00Z', 'hq-review')];
    expect(clocksOf('review', reviewed, '2026-03-04T00:00:00Z')).toMatchObject([
      { closedBy: 'migrated', status: 'ended' },
    ]);
    const delivering = [created('2026-03-02T03:00:00Z', 'delivery'), migrated('2026-03-03T03:00:00Z', 'delivery')];
    expect(clocksOf('delivery', delivering, '2026-03-04T00:00:00Z')).toMatchObject([
      { openedAt: at('2026-03-03T03:00:00Z') },
    ]);
    const deciding = [created('2026-03-02T03:00:00Z', 'triage'), migrated('2026-03-03T03:00:00Z', 'triage')];
    const [clock] = clocksOf('decision', deciding, '2026-03-04T00:00:00Z');
    expect(clock!.marks.map(({ threshold }) => threshold)).toEqual(['at-risk', 'breach', 'raise']);
  });
});

describe('a policy', () => {
  const limits = {
    emergency: { amount: 12, unit: 'hours' },
    urgent: { amount: 1, unit: 'working-days' },
    routine: { amount: 2, unit: 'working-days' },
  };

  it.each<[string, unknown, readonly string[]]>([
    ['sound limits for some promises', { decision: limits }, []],
    [
      'a limit of zero',
      { decision: { ...limits, urgent: { amount: 0, unit: 'hours' } } },
      ['/decision/urgent/amount limit_not_positive'],
    ],
    ['an urgency forgotten', { decision: { ...limits, routine: undefined } }, ['/decision/routine limit_missing']],
    [
      'an urgency nobody knows',
      { decision: { ...limits, someday: limits.routine } },
      ['/decision/someday urgency_unknown'],
    ],
    ['a promise nobody made', { decided: limits }, ['/decided target_unknown']],
    ['no limits', { decision: 5 }, ['/decision policy_malformed']],
    ['no policy', [], [' policy_malformed']],
  ])('with %s is answered with its faults', (_what, document, faults) => {
    expect(checkPolicy(document, clockedLifecycle.targets).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
      faults,
    );
  });
});
