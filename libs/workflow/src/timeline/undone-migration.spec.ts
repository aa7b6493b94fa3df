import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aStory, type CaseStory, clockedRules } from '../../../../test/support/clock-histories.js';
import { firedBy, tell } from '../../../../test/support/told-story.js';
import { advanceClocks, type ClockBook } from './advance-clocks.js';
import { type ClockRecord, isOpen } from './clock-record.js';
import type { TimelineEvent } from './events.js';
import { timeline } from './timeline.js';

const HOUR_MS = 3_600_000;

interface Undone {
  readonly history: readonly TimelineEvent[];
  /** The clocks as they were stored, event by event. */
  readonly stored: ClockBook;
  /** What the clocks would be had nobody migrated the case. */
  readonly untouched: ClockBook;
  readonly now: number;
}

/** A case is migrated, the timer does its work for a while, and the migration is taken back. */
function undone(story: CaseStory, hoursBetween: number, sweeps: boolean): Undone {
  const told = tell(story);
  const history = [...told.history];
  let stored = told.steps.at(-1)!.after;
  const happen = (at: number, events: readonly TimelineEvent[]): void => {
    const { standing, clocks } = advanceClocks(clockedRules, stored, events, at);
    history.push(...events);
    stored = JSON.parse(JSON.stringify({ standing, clocks })) as ClockBook;
  };
  const { state: to, gates, definition } = stored.standing!;
  // Only live cases are migrated.
  fc.pre(clockedRules.definition.states[to]?.terminal !== true);
  const before = definition ?? { id: 'clocked', version: 1 };
  const after = { id: 'clocked', version: before.version === 1 ? 2 : 1 };
  const migratedAt = told.now + HOUR_MS;
  const now = migratedAt + hoursBetween * HOUR_MS;

  happen(migratedAt, [{ type: 'migrated', at: migratedAt, definition: after, to, gates }]);
  if (sweeps)
    happen(
      now,
      advanceClocks(clockedRules, stored, [], now).clocks.flatMap((clock) => firedBy(clock, now)),
    );
  happen(now, [{ type: 'migrated', at: now, definition: before, to, gates, undoes: migratedAt }]);
  return { history, stored, untouched: advanceClocks(clockedRules, told.steps.at(-1)!.after, [], now), now };
}

const holds = (predicate: (undone: Undone) => void): void =>
  fc.assert(
    fc.property(aStory, fc.integer({ min: 0, max: 400 }), fc.boolean(), (story, hours, sweeps) =>
      predicate(undone(story, hours, sweeps)),
    ),
    { numRuns: 120 },
  );

describe('a migration that is taken back', () => {
  it('leaves clocks that history alone tells in the same way', () =>
    holds(({ history, stored, now }) => {
      const { clocks, standing } = timeline(history, clockedRules, now);
      expect(clocks.map(({ clock }) => clock)).toEqual(stored.clocks);
      expect(standing).toEqual(stored.standing);
    }));

  it('leaves every promise open that would be open without it, due at the same instant, with the same pauses', () =>
    holds(({ stored, untouched }) => {
      const essence = ({ target, countsFrom, status, dueAt, limit, pauses, stretches }: ClockRecord) => ({
        target,
        countsFrom,
        status,
        dueAt,
        limit,
        pauses,
        stretches,
      });
      const byTarget = (one: ClockRecord, other: ClockRecord): number => (one.target < other.target ? -1 : 1);
      // A recurring promise may have fallen due while the case was migrated; that stays as it happened.
      const lasts = (clock: ClockRecord): boolean => isOpen(clock) && !clock.recurring;
      const open = ({ clocks }: ClockBook) => clocks.filter(lasts).sort(byTarget).map(essence);
      expect(open(stored)).toEqual(open(untouched));
    }));

  it('is explained by ledgers that cover the time of every clock without a gap', () =>
    holds(({ history, now }) => {
      for (const { clock, ledger, usedAmount } of timeline(history, clockedRules, now).clocks) {
        expect(ledger.reduce((sum, line) => sum + line.counted, 0)).toBe(usedAmount);
        const spans = ledger.filter(({ from, to }) => to > from);
        for (const [index, { from }] of spans.entries()) expect(from).toBe(spans[index - 1]?.to ?? clock.countsFrom);
      }
    }));

  it('tells nobody again what was told before it', () =>
    holds(({ stored, untouched }) => {
      for (const clock of untouched.clocks.filter((one) => isOpen(one) && !one.recurring)) {
        const now = stored.clocks.find((candidate) => isOpen(candidate) && candidate.target === clock.target)!;
        for (const mark of clock.marks.filter(({ firedAt }) => firedAt !== null)) {
          expect(now.marks.find(({ threshold }) => threshold === mark.threshold)).toMatchObject({
            firedAt: mark.firedAt,
          });
        }
      }
    }));
});
