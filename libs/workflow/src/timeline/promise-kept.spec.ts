import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aStory, calendarOf, clockedRules } from '../../../../test/support/clock-histories.js';
import { advanceClocks, emptyClockBook } from './advance-clocks.js';
import type { ClockRecord } from './clock-record.js';
import type { TimelineEvent } from './events.js';
import { promiseFigures } from './promise-kept.js';

const at = (text: string): number => Date.parse(text);
const hourMs = 3_600_000;
const now = at('2026-04-20T00:00:00Z');

/** A case whose decision is wanted within two working days from Monday 16 March in Cairo: by Wednesday, 14:30 UTC. */
function decided(on: string | null, to = 'delivery'): readonly ClockRecord[] {
  const history: TimelineEvent[] = [
    {
      type: 'created',
      at: at('2026-03-16T06:00:00Z'),
      to: 'triage',
      gates: {},
      urgency: 'urgent',
      office: 'ROMENA',
      requestingState: 'PER',
    },
  ];
  if (on) history.push({ type: 'moved', at: at(on), transition: 'move', to });
  return advanceClocks(clockedRules, emptyClockBook, history, now).clocks.filter(({ target }) => target === 'decision');
}

describe('the figures of promise kept', () => {
  const cases = [
    { caseId: 'early', area: 'ML', clocks: decided('2026-03-17T14:30:00Z') },
    { caseId: 'just', area: 'ML', clocks: decided('2026-03-18T14:30:00Z') },
    { caseId: 'late', area: 'ML', clocks: decided('2026-04-02T07:00:00Z') },
    { caseId: 'never', area: 'PIR', clocks: decided(null) },
    { caseId: 'withdrawn', area: 'PIR', clocks: decided('2026-03-17T07:00:00Z', 'withdrawn') },
  ];

  it('count kept, kept late, missed and void promises, and lead to their cases', () => {
    const [figure] = promiseFigures(cases, ['target'], calendarOf, now);
    expect(figure).toMatchObject({
      group: { target: 'decision' },
      counts: { kept: 2, 'kept-late': 1, missed: 1, open: 0, void: 1 },
      keptShare: 0.5,
    });
    expect(figure!.clocks.map(({ caseId, outcome }) => `${caseId} ${outcome}`)).toEqual([
      'early kept',
      'just kept',
      'late kept-late',
      'never missed',
      'withdrawn void',
    ]);
  });

  it('say by how much working time: one spare day of seven and a half hours, none, and days too late', () => {
    const [money, piracy] = promiseFigures(cases, ['area'], calendarOf, now);
    expect(money!.spareMs).toEqual({ least: 0, median: 3.75 * hourMs, most: 7.5 * hourMs });
    // Thursday the 19th, five days and four days of the next two weeks (Eid is a Friday), and an hour on 2 April.
    expect(money!.lateMs!.most).toBe((1 + 5 + 4) * 7.5 * hourMs + hourMs);
    expect(piracy!.keptShare).toBe(0);
  });

  it('are grouped by office and by the month in which the promise was decided', () => {
    const figures = promiseFigures(cases, ['office', 'month'], calendarOf, now);
    expect(figures.map(({ group }) => group)).toEqual([{ office: 'ROMENA', month: '2026-03' }]);
    const later = promiseFigures(cases, ['month'], calendarOf, now);
    expect(later.map(({ group, clocks }) => [group.month, clocks.length])).toEqual([['2026-03', 5]]);
  });

  it('lose and double nothing, however they are grouped', () => {
    const story = fc.array(fc.tuple(aStory, fc.constantFrom('ML', 'PIR')), { maxLength: 10 }).map((stories) =>
      stories.map(([{ createdAt: begun, urgency, office }, area], index) => {
        const created = {
          type: 'created',
          at: begun,
          to: 'triage',
          gates: {},
          urgency,
          office,
          requestingState: 'PER',
        } as const;
        const { clocks } = advanceClocks(clockedRules, emptyClockBook, [created], now);
        return { caseId: String(index), area, clocks };
      }),
    );
    const grouping = fc.subarray(['target', 'area', 'office', 'month'] as const);
    fc.assert(
      fc.property(story, grouping, (some, groupBy) => {
        const figures = promiseFigures(some, groupBy, calendarOf, now);
        const counted = figures.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
        expect(counted).toBe(some.flatMap(({ clocks }) => clocks).length);
        for (const { counts, clocks } of figures) {
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(clocks.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
