import { describe, expect, it } from '@jest/globals';
import type { HistoryLine } from './api-answers.js';
import { ballHeld, timeLine } from './time-line.js';

const OLGA = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';
const anEntry = (given: Partial<HistoryLine>): HistoryLine =>
  ({
    type: 'moved',
    name: 'accept',
    text: 'Accept the request',
    toStateLabel: null,
    holder: null,
    actorName: 'Ana',
    reason: null,
    input: {},
    occurredAt: '2026-11-23T09:15:30.000Z',
    ...given,
  }) as HistoryLine;
const told = (...entries: readonly Partial<HistoryLine>[]): readonly string[] =>
  timeLine(entries.map(anEntry), (id) => (id === OLGA ? 'Olga' : undefined));

describe('a case told as a story', () => {
  it('says who did what and when, where the case stood then and whose turn it was', () => {
    expect(told({ toStateLabel: 'Accepted', holder: 'office' })).toEqual([
      '2026-11-23 (times in UTC)',
      '09:15:30  Ana: Accept the request',
      '          → Accepted; it is the turn of the office',
    ]);
  });

  it('begins every day with its date', () => {
    const lines = told({}, {}, { occurredAt: '2026-11-24T08:00:00.000Z' });
    expect(lines.filter((line) => line.includes('(times in UTC)'))).toHaveLength(2);
    expect(lines).toContain('');
  });

  it('tells what people wrote: names for people, yes and no, lists in one line, and no ids', () => {
    const [, , ...words] = told({
      input: {
        officer: OLGA,
        silenceAnnounced: true,
        measures: ['vetting', 'monitoring'],
        report: '019ab0c4-7c1e-7b6e-9a55-000000000000',
      },
    });
    expect(words.map((line) => line.trim())).toEqual([
      'officer: Olga',
      'silence announced: yes',
      'measures: vetting; monitoring',
    ]);
  });

  it('gives the reason of a deadline, and says that the system acted', () => {
    expect(
      told({ actorName: null, reason: 'state-answers: lapsed' })
        .slice(1)
        .map((line) => line.trim()),
    ).toEqual(['09:15:30  The system: Accept the request', 'because: state-answers: lapsed']);
  });

  it('breaks long words of people into lines', () => {
    for (const line of told({ input: { question: 'which authority '.repeat(20) } }))
      expect(line.length).toBeLessThanOrEqual(100);
  });

  it('tells the second side’s consent and the move it brings in one line, and a gate that opened by itself under it', () => {
    const lines = told(
      { type: 'consented', name: 'agree-plan', text: 'Agree the plan' },
      { name: 'agree-plan', text: 'Agree the plan', toStateLabel: 'Response plan agreed', holder: 'office' },
      { type: 'gate-moved', name: null, text: 'Funds: needed' },
      { type: 'record-changed', name: null, text: 'record-changed' },
    );
    expect(lines.slice(1)).toEqual([
      '09:15:30  Ana: Agree the plan',
      '          → Response plan agreed; it is the turn of the office',
      '          · Funds: needed',
    ]);
  });
});

describe('how long each side held the ball', () => {
  it('is counted from entry to entry, and nobody’s time is nobody’s', () => {
    const at = (time: string, holder: string | null) => anEntry({ occurredAt: `2026-11-23T${time}:00.000Z`, holder });
    const held = ballHeld([
      at('08:00', 'state'),
      at('09:00', 'office'),
      at('09:30', null),
      at('10:00', 'state'),
      at('12:00', 'none'),
      at('13:00', 'none'),
    ]);
    expect([...held]).toEqual([
      ['state', 3 * 3_600_000],
      ['office', 3_600_000],
    ]);
  });
});
