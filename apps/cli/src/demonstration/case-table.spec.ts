import { describe, expect, it } from '@jest/globals';
import type { CaseSeen } from './api-answers.js';
import { caseTable } from './case-table.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const aCase = (given: Partial<CaseSeen>): CaseSeen =>
  ({
    reference: 'MLI-2026-4T9XQ2',
    requestingState: 'MLI',
    area: 'FIR',
    title: 'Review of the firearms law (illustration)',
    stateLabel: 'In triage',
    leadOffice: 'ROSEN',
    holder: 'office',
    isOpen: true,
    nextDueAt: '2026-12-01T16:30:00.000Z',
    submittedAt: '2026-11-20T11:00:00.000Z',
    closedAt: null,
    ...given,
  }) as CaseSeen;
const tableOf = (...cases: readonly CaseSeen[]): readonly string[] =>
  caseTable(cases, { state: (code) => (code === 'MLI' ? 'Mali' : code) }, NOW);
const cells = (line: string | undefined): readonly string[] => (line ?? '').split(/ {2,}/);

describe('the table of the demonstration', () => {
  it('tells where a case stands, whose turn it is and until when', () => {
    expect(cells(tableOf(aCase({}))[2])).toEqual([
      'MLI-2026-4T9XQ2',
      'Mali',
      'FIR',
      'Review of the firearms law',
      'In triage',
      'ROSEN',
      '3',
      'the office',
      '2026-12-01 16:30 UTC',
    ]);
  });

  it('counts days to the end of a closed case, none for a draft, and shows no due time where nothing is due', () => {
    const [, , closed, draft] = tableOf(
      aCase({ isOpen: false, holder: 'none', submittedAt: '2026-10-01T08:00:00Z', closedAt: '2026-10-11T07:00:00Z' }),
      aCase({ submittedAt: null, leadOffice: null, nextDueAt: null, holder: 'state' }),
    );
    expect(cells(closed).slice(6)).toEqual(['9', '—', '—']);
    expect(cells(draft).slice(5)).toEqual(['—', '0', 'the State', '—']);
  });

  it('keeps its columns however long a title is', () => {
    const lines = tableOf(aCase({ title: 'A'.repeat(90) }), aCase({ title: 'Short' }));
    expect(lines[2]).toContain(`${'A'.repeat(43)}…  `);
    expect(
      new Set(
        lines
          .slice(1)
          .map((line) => line.indexOf('ROSEN'))
          .filter((at) => at >= 0),
      ).size,
    ).toBe(1);
    for (const line of lines) expect(line).toBe(line.trimEnd());
  });

  it('has a heading where there are no cases', () => expect(tableOf()).toHaveLength(2));
});
