import fc from 'fast-check';
import type { Policy, Urgency, WorkflowDefinition } from '../../libs/workflow/src/index.js';
import { type CalendarLookup, type ClockRules, WorkCalendar } from '../../libs/workflow/src/index.js';

const nine = [['09:00', '17:00']] as const;
const five = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const split = [
  ['08:00', '12:00'],
  ['13:00', '16:30'],
] as const;

const holidays = [
  { date: '2026-03-20', name: 'Eid al-Fitr' },
  { date: '2026-04-03', name: 'Good Friday' },
  { date: '2026-05-01', name: 'Labour Day' },
];

/** Calendars by key, each in two versions: the second has other hours, a closure and one holiday less. */
const calendars: Readonly<Record<string, readonly WorkCalendar[]>> = {
  headquarters: [
    new WorkCalendar({ timeZone: 'Europe/Vienna', hours: five, holidays }),
    new WorkCalendar({
      timeZone: 'Europe/Vienna',
      hours: { ...five, fri: [['09:00', '13:00']] },
      holidays: holidays.slice(1),
    }),
  ],
  'office:ROMENA': [
    new WorkCalendar({
      timeZone: 'Africa/Cairo',
      hours: { sun: split, mon: split, tue: split, wed: split, thu: split },
      holidays,
      overrides: { '2026-03-10': { name: 'Ramadan hours', windows: [['09:00', '14:00']] } },
    }),
    new WorkCalendar({
      timeZone: 'Africa/Cairo',
      hours: { sun: split, mon: split, tue: split, wed: split },
      holidays: holidays.slice(0, 2),
      overrides: { '2026-03-16': { name: 'Official closure', windows: [] } },
    }),
  ],
  'office:ROSEA': [
    new WorkCalendar({ timeZone: 'Asia/Bangkok', hours: five, holidays: [] }),
    new WorkCalendar({ timeZone: 'Asia/Bangkok', hours: { ...five, sat: [['00:00', '24:00']] }, holidays: [] }),
  ],
  'state:PER': [
    new WorkCalendar({ timeZone: 'America/Lima', hours: five, holidays: [] }),
    new WorkCalendar({ timeZone: 'America/Lima', hours: { ...five, mon: [] }, holidays: [] }),
  ],
};

export const calendarOf: CalendarLookup = (key, version) => calendars[key]![(version ?? 1) - 1]!;

const days = (amount: number) => ({ amount, unit: 'working-days' }) as const;
const hours = (amount: number) => ({ amount, unit: 'hours' }) as const;
const dates = (amount: number) => ({ amount, unit: 'calendar-days' }) as const;
const basis = 'for the test';
const usual = [
  { atPercent: 75, name: 'at-risk' },
  { atPercent: 100, name: 'breach' },
  { atPercent: 150, name: 'escalate' },
];

/** A small lifecycle with every kind of clock: paused, not paused, by gate, recurring, renewed, continued, after closing. */
export const clockedLifecycle: WorkflowDefinition = {
  id: 'clocked',
  version: 1,
  roles: { officer: { party: 'office' }, 'focal-point': { party: 'state' } },
  states: {
    draft: { phase: 'intake', holder: 'state', clock: 'none' },
    triage: { phase: 'assignment', holder: 'office', clock: 'running' },
    'hq-review': { phase: 'assignment', holder: 'headquarters', clock: 'running' },
    'info-requested': { phase: 'assignment', holder: 'state', clock: 'paused' },
    'on-hold': { phase: 'planning', holder: 'office', clock: 'paused' },
    delivery: { phase: 'delivery', holder: 'office', clock: 'running' },
    closed: { phase: 'closed', holder: 'none', clock: 'follow-up', terminal: true },
    withdrawn: { phase: 'closed', holder: 'none', clock: 'none', terminal: true },
  },
  creation: { name: 'begin', to: 'draft', roles: ['focal-point'] },
  transitions: [],
  gates: {
    clearance: { initial: 'not-needed', states: { 'not-needed': {}, wanted: {}, given: {} }, transitions: [] },
    note: { initial: 'none', states: { none: {}, written: {} }, transitions: [] },
  },
  targets: [
    {
      name: 'decision',
      opensOn: { states: ['triage'] },
      metOn: { states: ['delivery', 'hq-review'] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      limits: { emergency: hours(48), urgent: days(2), routine: days(5) },
      thresholds: usual,
      basis,
    },
    {
      name: 'review',
      opensOn: { states: ['hq-review'] },
      metOn: { states: ['delivery'] },
      owner: 'officer',
      calendar: 'headquarters',
      pausedBy: 'paused-states',
      onReturn: 'renew',
      limits: { emergency: hours(24), urgent: days(1), routine: days(3) },
      thresholds: usual,
      basis,
    },
    {
      name: 'answer',
      opensOn: { states: ['info-requested'] },
      metOn: { states: [] },
      metByLeaving: true,
      owner: 'focal-point',
      calendar: 'state',
      pausedBy: 'nothing',
      onReturn: 'renew',
      limits: { emergency: days(1), urgent: days(3), routine: days(6) },
      thresholds: [
        { atPercent: 50, name: 'reminder', performs: 'remind' },
        { atPercent: 100, name: 'second-reminder' },
        { atPercent: 300, name: 'lapse', performs: 'lapse' },
      ],
      basis,
    },
    {
      name: 'clearance',
      opensOn: { gate: 'clearance', states: ['wanted'] },
      metOn: { gate: 'clearance', states: ['given'] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      limits: { emergency: hours(30), urgent: dates(4), routine: dates(9) },
      thresholds: usual,
      basis,
    },
    {
      name: 'note',
      opensOn: { states: ['delivery'] },
      metOn: { gate: 'note', states: ['written'] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      recurring: true,
      limits: { emergency: dates(2), urgent: dates(4), routine: dates(7) },
      thresholds: [
        { atPercent: 90, name: 'soon' },
        { atPercent: 100, name: 'breach' },
      ],
      basis,
    },
    {
      name: 'follow-up',
      opensOn: { states: ['closed'] },
      metOn: { states: [] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'nothing',
      onReturn: 'renew',
      limits: { emergency: dates(10), urgent: dates(20), routine: dates(30) },
      thresholds: [{ atPercent: 100, name: 'ask' }],
      basis,
    },
  ],
};

/** The same lifecycle later: one promise less, one more, another last threshold, and holding pauses nothing any more. */
export const laterLifecycle: WorkflowDefinition = {
  ...clockedLifecycle,
  version: 2,
  states: { ...clockedLifecycle.states, 'on-hold': { phase: 'planning', holder: 'headquarters', clock: 'running' } },
  targets: [
    ...clockedLifecycle.targets
      .filter(({ name }) => name !== 'review')
      .map((target) =>
        target.name === 'decision'
          ? { ...target, thresholds: [...usual.slice(0, 2), { atPercent: 200, name: 'raise' }] }
          : target,
      ),
    {
      name: 'delivery',
      opensOn: { states: ['delivery'] },
      metOn: { states: ['closed'] },
      owner: 'officer',
      calendar: 'headquarters',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      limits: { emergency: hours(72), urgent: days(4), routine: days(8) },
      thresholds: usual,
      basis,
    },
  ],
};

const tighter: Policy = {
  decision: { emergency: hours(12), urgent: days(1), routine: days(2) },
  clearance: { emergency: hours(6), urgent: dates(1), routine: dates(3) },
};

export const clockedRules: ClockRules = {
  definition: clockedLifecycle,
  calendars: calendarOf,
  policies: (version) => (version === 2 ? tighter : null),
  definitions: ({ version }) => (version === 2 ? laterLifecycle : clockedLifecycle),
};

/** Something that happens to a case so much later, or the timer looking at its clocks. */
export type Happening = { readonly afterMs: number } & (
  | { readonly what: 'move'; readonly to: string; readonly reason: string | null }
  | { readonly what: 'gate'; readonly gate: string; readonly to: string }
  | { readonly what: 'urgency'; readonly urgency: Urgency }
  | { readonly what: 'office'; readonly office: string | null }
  | { readonly what: 'policy'; readonly version: number }
  | { readonly what: 'calendars'; readonly key: string; readonly version: number }
  | { readonly what: 'migrate'; readonly version: number }
  | { readonly what: 'sweep' }
);

const minuteMs = 60_000;
const after = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 600 }).map((minutes) => minutes * minuteMs),
  fc.integer({ min: 1, max: 8 * 24 * 60 }).map((minutes) => minutes * minuteMs + 17),
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      what: fc.constant('move' as const),
      afterMs: after,
      to: fc.constantFrom(...Object.keys(clockedLifecycle.states)),
      reason: fc.constantFrom(null, 'no funds'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        what: fc.constant('gate' as const),
        afterMs: after,
        move: fc.constantFrom(['clearance', 'wanted'], ['clearance', 'given'], ['note', 'none'], ['note', 'written']),
      })
      .map(({ move, ...rest }) => ({ ...rest, gate: move[0], to: move[1] })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('urgency' as const),
      afterMs: after,
      urgency: fc.constantFrom<Urgency>('emergency', 'urgent', 'routine'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('office' as const),
      afterMs: after,
      office: fc.constantFrom(null, 'ROMENA', 'ROSEA'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('policy' as const), afterMs: after, version: fc.constantFrom(1, 2) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('calendars' as const),
      afterMs: after,
      key: fc.constantFrom(...Object.keys(calendars)),
      version: fc.constantFrom(1, 2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('migrate' as const), afterMs: after, version: fc.constantFrom(1, 2) }),
  },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('sweep' as const), afterMs: after }) },
);

export interface CaseStory {
  readonly createdAt: number;
  readonly urgency: Urgency;
  readonly office: string | null;
  readonly happenings: readonly Happening[];
}

export const aStory: fc.Arbitrary<CaseStory> = fc.record({
  createdAt: fc
    .integer({ min: 0, max: 60 * 24 * 60 })
    .map((minutes) => Date.parse('2026-02-25T00:00:00Z') + minutes * minuteMs),
  urgency: fc.constantFrom<Urgency>('emergency', 'urgent', 'routine'),
  office: fc.constantFrom(null, 'ROMENA', 'ROSEA'),
  happenings: fc.array(happening, { minLength: 3, maxLength: 25 }),
});
