import { describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '../definition.js';
import { WorkCalendar } from '../working-time/work-calendar.js';
import { advanceClocks, type ClockBook, emptyClockBook } from './advance-clocks.js';
import type { ClockRules } from './case-rules.js';
import { dueThresholds, nextFiring } from './clock-record.js';
import type { CalendarKey, TimelineEvent } from './events.js';

const week = {
  mon: [['09:00', '17:00']],
  tue: [['09:00', '17:00']],
  wed: [['09:00', '17:00']],
  thu: [['09:00', '17:00']],
  fri: [['09:00', '17:00']],
} as const;
const calendars: Readonly<Record<string, WorkCalendar>> = {
  headquarters: new WorkCalendar({ timeZone: 'Europe/Vienna', hours: week, holidays: [] }),
  'office:ROSEA': new WorkCalendar({
    timeZone: 'Asia/Bangkok',
    hours: week,
    holidays: [{ date: '2026-03-05', name: 'A holiday' }],
  }),
  'state:PER': new WorkCalendar({ timeZone: 'America/Lima', hours: week, holidays: [] }),
};

const days = (amount: number) => ({ amount, unit: 'working-days' }) as const;
const hours = (amount: number) => ({ amount, unit: 'hours' }) as const;

const definition: WorkflowDefinition = {
  id: 'test',
  version: 1,
  roles: { officer: { party: 'office' }, 'focal-point': { party: 'state' } },
  states: {
    submitted: { phase: 'intake', holder: 'office', clock: 'running' },
    triage: { phase: 'assignment', holder: 'office', clock: 'running' },
    'info-requested': { phase: 'assignment', holder: 'state', clock: 'paused' },
    accepted: { phase: 'planning', holder: 'office', clock: 'running' },
    withdrawn: { phase: 'closed', holder: 'none', clock: 'none', terminal: true },
  },
  creation: { name: 'submit', to: 'submitted', roles: ['focal-point'] },
  transitions: [],
  gates: {},
  targets: [
    {
      name: 'triage-decision',
      opensOn: { states: ['triage'] },
      metOn: { states: ['accepted'] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      limits: { emergency: hours(48), urgent: days(2), routine: days(4) },
      thresholds: [
        { atPercent: 75, name: 'at-risk' },
        { atPercent: 100, name: 'breach' },
        { atPercent: 150, name: 'escalate' },
      ],
      basis: 'for the test',
    },
    {
      name: 'state-answers',
      opensOn: { states: ['info-requested'] },
      metOn: { states: [] },
      metByLeaving: true,
      owner: 'focal-point',
      calendar: 'state',
      pausedBy: 'nothing',
      onReturn: 'renew',
      limits: { emergency: days(2), urgent: days(10), routine: days(20) },
      thresholds: [{ atPercent: 100, name: 'reminder' }],
      basis: 'for the test',
    },
  ],
};

const rules: ClockRules = { definition, calendars: (key: CalendarKey) => calendars[key]! };
const at = (text: string): number => Date.parse(text);

const submitted: TimelineEvent = {
  type: 'created',
  at: at('2026-03-02T08:00:00Z'),
  to: 'submitted',
  gates: {},
  urgency: 'routine',
  office: 'ROSEA',
  requestingState: 'PER',
};
const moved = (when: string, to: string): TimelineEvent => ({ type: 'moved', at: at(when), transition: 'move', to });

function after(events: readonly TimelineEvent[], now: string): ClockBook {
  return advanceClocks(rules, emptyClockBook, events, at(now));
}
const instants = (book: ClockBook, target: string) => book.clocks.filter((clock) => clock.target === target);

describe('the clocks of a case', () => {
  // Monday 2 March 2026, 15:30 in Bangkok: received that day. Thursday 5 March is a holiday there.
  const inTriage = [submitted, moved('2026-03-02T08:30:00Z', 'triage')];

  it('open with the due instant on the calendar of the office that holds the case', () => {
    const [clock] = instants(after(inTriage, '2026-03-02T08:30:00Z'), 'triage-decision');
    expect(new Date(clock!.dueAt!).toISOString()).toBe('2026-03-09T10:00:00.000Z');
    expect(nextFiring(clock!)).toEqual({ threshold: 'at-risk', at: at('2026-03-06T10:00:00Z') });
  });

  it('stand still while the State answers, and the State has a clock of its own', () => {
    const asked = after([...inTriage, moved('2026-03-03T03:00:00Z', 'info-requested')], '2026-03-03T03:00:00Z');
    expect(asked.clocks.map(({ target, status, dueAt }) => [target, status, dueAt === null])).toEqual([
      ['triage-decision', 'paused', true],
      ['state-answers', 'running', false],
    ]);

    const answered = advanceClocks(rules, asked, [moved('2026-03-04T09:00:00Z', 'triage')], at('2026-03-04T09:00:00Z'));
    const [triage, state] = answered.clocks;
    // One closing (3 March) passed while the office waited: due one working day later.
    expect(new Date(triage!.dueAt!).toISOString()).toBe('2026-03-10T10:00:00.000Z');
    expect(triage!.pauses).toEqual([
      {
        from: at('2026-03-03T03:00:00Z'),
        to: at('2026-03-04T09:00:00Z'),
        party: 'state',
        state: 'info-requested',
        reason: null,
      },
    ]);
    expect(state).toMatchObject({ status: 'met', closedBy: 'met' });
  });

  it('end without being met when the case is withdrawn', () => {
    const book = after(
      [...inTriage, moved('2026-03-03T03:00:00Z', 'info-requested'), moved('2026-03-04T03:00:00Z', 'withdrawn')],
      '2027-01-01T00:00:00Z',
    );
    expect(book.clocks.map(({ target, status, closedBy }) => [target, status, closedBy])).toEqual([
      ['triage-decision', 'ended', 'case-closed'],
      ['state-answers', 'ended', 'case-closed'],
    ]);
    expect(book.clocks.map(nextFiring)).toEqual([null, null]);
  });

  it('are replayed from the start when the urgency changes; a breach made by the change is recorded at the change, with one notice', () => {
    const changed: TimelineEvent = { type: 'urgency-changed', at: at('2026-03-06T03:00:00Z'), urgency: 'urgent' };
    const [clock] = instants(after([...inTriage, changed], '2026-03-06T03:00:00Z'), 'triage-decision');
    expect(new Date(clock!.dueAt!).toISOString()).toBe('2026-03-04T10:00:00.000Z');
    expect(clock!.breachedAt).toBe(changed.at);
    expect(dueThresholds(clock!, changed.at)).toEqual(['breach']);
  });

  it('carry the time used over a transfer', () => {
    const transferred: TimelineEvent = { type: 'office-changed', at: at('2026-03-04T12:00:00Z'), office: null };
    const [clock] = instants(after([...inTriage, transferred], '2026-03-04T12:00:00Z'), 'triage-decision');
    // Two closings in Bangkok (3 and 4 March), then Vienna's of 5 and 6 March.
    expect(new Date(clock!.dueAt!).toISOString()).toBe('2026-03-06T16:00:00.000Z');
  });

  it('survive storage as JSON', () => {
    const book = after(inTriage, '2026-03-02T09:00:00Z');
    expect(JSON.parse(JSON.stringify(book))).toEqual(book);
  });
});
