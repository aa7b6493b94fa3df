import { describe, expect, it } from '@jest/globals';
import { calendarOf, clockedRules } from '../../../../test/support/clock-histories.js';
import type { TimelineEvent } from './events.js';
import { timeline, type TimelineClock } from './timeline.js';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;

const created: TimelineEvent = {
  type: 'created',
  at: at('2026-03-16T06:00:00Z'),
  to: 'draft',
  gates: { clearance: 'not-needed', note: 'none' },
  urgency: 'urgent',
  office: 'ROMENA',
  requestingState: 'PER',
};
const moved = (when: string, to: string, reason?: string): TimelineEvent => ({
  type: 'moved',
  at: at(when),
  transition: 'move',
  to,
  reason: reason ?? null,
});

function clockOf(target: string, history: readonly TimelineEvent[], now: string): TimelineClock {
  return timeline(history, clockedRules, at(now)).clocks.findLast(({ clock }) => clock.target === target)!;
}

/** The ledger as a person would read it: what, until when by the wall clock of the office, and what it counted. */
function told({ ledger }: TimelineClock): readonly string[] {
  return ledger.map((line) => {
    const detail = Object.entries(line)
      .filter(([key]) =>
        ['why', 'name', 'party', 'reason', 'toCalendar', 'threshold', 'by', 'what', 'date'].includes(key),
      )
      .map(([, value]) => String(value));
    const when =
      line.to > line.from
        ? `${line.local.from.slice(5, 16)} – ${line.local.to.slice(5, 16)}`
        : line.local.from.slice(5, 16);
    const counted = line.counted > 0 ? [`+${line.counted}`] : [];
    return [when, line.kind, ...detail, ...counted].join(' ');
  });
}

describe('the ledger of a clock', () => {
  // Cairo is two hours ahead of UTC; it works Sunday to Thursday, 08:00–12:00 and 13:00–16:30. Eid is Friday, 20 March.
  const history = [
    created,
    moved('2026-03-16T07:00:00Z', 'triage'),
    moved('2026-03-16T12:00:00Z', 'info-requested', 'letter missing'),
    moved('2026-03-17T08:00:00Z', 'triage'),
    { type: 'office-changed', at: at('2026-03-17T15:00:00Z'), office: 'ROSEA' } as const,
    moved('2026-03-18T04:00:00Z', 'delivery'),
  ];

  it('tells what was opened, counted, closed, paused by whom and why, transferred and met, in the order it happened', () => {
    expect(told(clockOf('decision', history, '2026-04-01T00:00:00Z'))).toEqual([
      '03-16T09:00 opened',
      '03-16T09:00 received 2026-03-16',
      '03-16T09:00 – 03-16T12:00 counted',
      '03-16T12:00 – 03-16T13:00 closed hours',
      '03-16T13:00 – 03-16T14:00 counted',
      '03-16T14:00 – 03-17T10:00 paused state letter missing',
      '03-17T10:00 – 03-17T12:00 counted',
      '03-17T12:00 – 03-17T13:00 closed hours',
      '03-17T13:00 – 03-17T16:30 counted +1',
      '03-17T16:30 – 03-17T17:00 closed hours',
      // Bangkok is seven hours ahead.
      '03-17T22:00 transferred office:ROSEA',
      '03-17T22:00 – 03-18T09:00 closed hours',
      '03-18T09:00 – 03-18T11:00 counted',
      '03-18T11:00 ended met',
    ]);
  });

  it('names holidays and special dates, and says when the limit was used up and what that set off', () => {
    const slow = [created, moved('2026-03-18T15:00:00Z', 'triage')];
    const lines = told(clockOf('decision', slow, '2026-03-24T06:00:00Z'));
    expect(lines.slice(0, 3)).toEqual([
      // After four in the afternoon: received on Thursday.
      '03-18T17:00 opened',
      '03-18T17:00 received 2026-03-19',
      '03-18T17:00 – 03-19T08:00 closed hours',
    ]);
    expect(lines).toContain('03-20T00:00 – 03-21T00:00 closed holiday Eid al-Fitr');
    expect(lines).toContain('03-22T13:00 – 03-22T16:30 counted +1');
    expect(lines.slice(-4)).toEqual([
      '03-23T13:00 – 03-23T16:30 counted +1',
      '03-23T16:30 due',
      '03-23T16:30 threshold breach',
      '03-23T16:30 – 03-24T08:00 closed hours',
    ]);
  });

  it('shows each line by the clock of the office and by that of the capital', () => {
    const [opened] = clockOf('decision', history, '2026-04-01T00:00:00Z').ledger;
    expect(opened).toMatchObject({
      timeZone: 'Africa/Cairo',
      local: { from: '2026-03-16T09:00:00+02:00' },
      stateLocal: { timeZone: 'America/Lima', from: '2026-03-16T02:00:00-05:00' },
    });
  });

  it('goes on with the time used when the step is opened again', () => {
    const reviewed = [
      created,
      moved('2026-03-16T07:00:00Z', 'triage'),
      moved('2026-03-17T18:00:00Z', 'hq-review'),
      moved('2026-03-24T07:00:00Z', 'triage'),
    ];
    const { clock, usedAmount, ledger } = clockOf('decision', reviewed, '2026-03-24T10:00:00Z');
    expect(clock).toMatchObject({
      ordinal: 2,
      countsFrom: at('2026-03-16T07:00:00Z'),
      openedAt: at('2026-03-24T07:00:00Z'),
    });
    expect(usedAmount).toBe(1);
    // The second of two days ends with the office's day.
    expect(clock.dueAt).toBe(at('2026-03-24T14:30:00Z'));
    expect(ledger.map(({ kind }) => kind)).toContain('continued');
    expect(ledger.filter(({ kind }) => kind === 'paused')).toMatchObject([
      { party: 'none', state: 'step-done', counted: 0 },
    ]);
  });

  it('counts the wall clock for calendar days and the stopwatch for hours', () => {
    const cleared = [
      { ...created, to: 'triage' },
      { type: 'gate-moved', at: at('2026-03-16T07:00:00Z'), gate: 'clearance', to: 'wanted' } as const,
    ];
    expect(clockOf('clearance', cleared, '2026-03-17T07:00:00Z').usedAmount).toBe(24 * hourMs);
    const emergency = [{ ...created, urgency: 'emergency' as const }, moved('2026-03-19T20:00:00Z', 'triage')];
    const { clock, usedAmount, workingMs } = clockOf('decision', emergency, '2026-03-20T20:00:00Z');
    expect(usedAmount).toBe(24 * hourMs);
    expect(workingMs).toBe(0);
    expect(clock.dueAt).toBe(at('2026-03-21T20:00:00Z'));
  });
});

describe('the segments of a case', () => {
  it('tell who held the ball, each on the calendar of its own', () => {
    const history = [
      created,
      moved('2026-03-16T07:00:00Z', 'triage'),
      moved('2026-03-16T12:00:00Z', 'info-requested'),
      moved('2026-03-17T08:00:00Z', 'triage'),
    ];
    const { segments } = timeline(history, clockedRules, at('2026-03-17T15:00:00Z'));
    expect(segments.map(({ party, calendar, workingMs }) => [party, calendar, workingMs! / hourMs])).toEqual([
      // Peru works 09:00–17:00, five hours behind UTC: it was night in Lima while the draft was written.
      ['state', 'state:PER', 0],
      ['office', 'office:ROMENA', 4],
      ['state', 'state:PER', 8],
      ['office', 'office:ROMENA', 5.5],
    ]);
    expect(calendarOf('state:PER', null).zone.name).toBe('America/Lima');
  });
});
