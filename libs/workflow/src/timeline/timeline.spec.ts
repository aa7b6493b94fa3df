import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aStory,
  calendarOf,
  clockedLifecycle,
  clockedRules,
  laterLifecycle,
} from '../../../../test/support/clock-histories.js';
import { firedBy, tell, type Told } from '../../../../test/support/told-story.js';
import { advanceClocks } from './advance-clocks.js';
import { type ClockRecord, isOpen, nextFiring } from './clock-record.js';
import { ClockMeter } from './clock-meter.js';
import { timeline } from './timeline.js';
import type { StateVisit } from './visits.js';

const holds = (predicate: (told: Told) => void, numRuns = 120): void =>
  fc.assert(
    fc.property(aStory, (story) => predicate(tell(story))),
    { numRuns },
  );

const key = ({ target, ordinal }: ClockRecord): string => `${target}#${ordinal}`;

describe('the timeline of a case', () => {
  it('read from history alone equals the clocks stored step by step', () =>
    holds(({ history, steps, now }) => {
      const { clocks, standing } = timeline(history, clockedRules, now);
      expect(clocks.map(({ clock }) => clock)).toEqual(steps.at(-1)!.after.clocks);
      expect(standing).toEqual(steps.at(-1)!.after.standing);
    }));

  it('explains every clock by lines that cover its time without a gap and add up to its total', () =>
    holds(({ history, now }) => {
      for (const { clock, ledger, usedAmount, workingMs } of timeline(history, clockedRules, now + 3_600_000).clocks) {
        expect(ledger.reduce((sum, line) => sum + line.counted, 0)).toBe(usedAmount);
        expect(ledger.reduce((sum, line) => sum + line.workingMs, 0)).toBe(workingMs);
        let at = clock.countsFrom;
        for (const { from, to } of ledger) {
          if (to > from) {
            expect(from).toBe(at);
            at = to;
          } else expect(from).toBe(at);
        }
        expect(at).toBe(clock.closedAt ?? now + 3_600_000);
      }
    }));

  it('never changes a closed clock, but for the moment at which the timer acted', () =>
    holds(({ steps }) => {
      const lasting = ({ marks, ...clock }: ClockRecord) => ({
        ...clock,
        marks: marks.map((mark) => ({ ...mark, firedAt: null })),
      });
      for (const { before, after } of steps) {
        for (const clock of before.clocks.filter((candidate) => !isOpen(candidate))) {
          expect(lasting(after.clocks.find((candidate) => key(candidate) === key(clock))!)).toEqual(lasting(clock));
        }
      }
    }));

  it('records what a change of rules breaks at the change, with one notice and none dated back', () =>
    holds(({ steps }) => {
      for (const { events, before, after } of steps) {
        const change = events.find(({ type }) =>
          ['urgency-changed', 'policy-changed', 'calendars-changed', 'migrated'].includes(type),
        );
        if (!change) continue;
        for (const clock of after.clocks.filter(isOpen)) {
          const earlier = before.clocks.find((candidate) => key(candidate) === key(clock));
          if (!earlier) continue;
          const settled = advanceClocks(clockedRules, before, [], change.at).clocks.find(
            (candidate) => key(candidate) === key(clock),
          )!;
          const fresh = clock.marks.filter((mark) => {
            // A migration brings marks that were not there before.
            const known = settled.marks.find(({ threshold }) => threshold === mark.threshold);
            return mark.reachedAt !== null && (known?.reachedAt ?? null) === null && (known?.firedAt ?? null) === null;
          });
          expect(fresh.filter(({ skipped, acts }) => !skipped && !acts).length).toBeLessThanOrEqual(1);
          expect(fresh.every(({ reachedAt }) => reachedAt === change.at)).toBe(true);
          if (clock.breachedAt !== null && settled.breachedAt === null) expect(clock.breachedAt).toBe(change.at);
        }
      }
    }));

  it('has each clock due at the earliest instant at which its limit is used up', () =>
    holds(({ steps }) => {
      for (const clock of steps.at(-1)!.after.clocks) {
        if (clock.dueAt === null) continue;
        const meter = new ClockMeter(clock, calendarOf);
        // A repeated hour of the wall clock may show the same reading twice: within it, days of the calendar are not counted exactly.
        if (clock.limit.unit === 'calendar-days') continue;
        expect(meter.usedUntil(clock.dueAt)).toBe(meter.limitAmount);
        expect(meter.usedUntil(clock.dueAt - 1)).toBeLessThan(meter.limitAmount);
      }
    }));

  it('stands still exactly while the case stands in a state that pauses the clock', () =>
    holds(({ history, now }) => {
      const { clocks, visits } = timeline(history, clockedRules, now);
      for (const { clock } of clocks) {
        const targets = [...clockedLifecycle.targets, ...laterLifecycle.targets];
        const { pausedBy } = targets.find(({ name }) => name === clock.target)!;
        const stops = ({ clock: behaviour }: StateVisit): boolean =>
          behaviour === 'none' || (behaviour === 'paused' && pausedBy === 'paused-states');
        const from = clock.openedAt;
        const to = clock.closedAt ?? now;
        const stood = visits
          .filter(stops)
          .reduce(
            (sum, visit) => sum + Math.max(0, Math.min(visit.leftAt ?? now, to) - Math.max(visit.enteredAt, from)),
            0,
          );
        const paused = clock.pauses.reduce(
          (sum, pause) => sum + Math.max(0, Math.min(pause.to ?? now, to) - Math.max(pause.from, from)),
          0,
        );
        expect(paused).toBe(stood);
      }
    }));

  it('has at most one open clock of each promise, and none but follow-ups once the case is closed', () =>
    holds(({ steps }) => {
      for (const { after } of steps) {
        const open = after.clocks.filter(isOpen).map(({ target }) => target);
        expect(new Set(open).size).toBe(open.length);
        if (after.standing!.state === 'closed')
          expect(open.filter((target) => !['follow-up', 'clearance'].includes(target))).toEqual([]);
      }
    }));

  it('leaves nothing for the timer to do at an instant it has just worked off', () =>
    holds(({ steps, now }) => {
      const { after } = steps.at(-1)!;
      const settled = advanceClocks(clockedRules, after, [], now);
      const swept = advanceClocks(
        clockedRules,
        settled,
        settled.clocks.flatMap((clock) => firedBy(clock, now)),
        now,
      );
      for (const clock of swept.clocks) expect(nextFiring(clock)?.at ?? Infinity).toBeGreaterThan(now);
      const wrote = advanceClocks(clockedRules, swept, [], now).changed;
      expect(wrote).toEqual([]);
    }));

  it('tells who held the ball at every moment, each on the party’s own calendar', () =>
    holds(({ history, now }) => {
      const { segments, visits } = timeline(history, clockedRules, now);
      let at = history[0]!.at;
      for (const segment of segments) {
        expect(segment.from).toBe(at);
        at = segment.to ?? now;
        expect(segment.elapsedMs).toBe(at - segment.from);
        if (segment.workingMs !== null) expect(segment.workingMs).toBeLessThanOrEqual(segment.elapsedMs);
      }
      expect(at).toBe(now);
      expect(segments.at(-1)?.party ?? visits.at(-1)!.holder).toBe(visits.at(-1)!.holder);
    }));
});
