import { describe, expect, it } from '@jest/globals';
import type { HistoryEntry } from '../cases/case-record.js';
import { definitionsOf, timelineEventsOf } from './timeline-events.js';

const started = Date.parse('2026-11-02T09:00:00.000Z');
const DAY_MS = 86_400_000;
const first = { id: 'assistance', version: 1 };
const second = { id: 'assistance', version: 2 };

function entry(day: number, detail: { readonly type: string; readonly [fact: string]: unknown }): HistoryEntry {
  return {
    caseId: 'a case',
    sequence: day,
    caseVersion: day,
    type: detail.type,
    name: null,
    fromState: null,
    toState: null,
    actorId: null,
    actorRole: 'administrator',
    reason: 'A new practice',
    detail,
    occurredAt: new Date(started + day * DAY_MS),
  };
}

const standing = (state: string) => ({
  state,
  origin: null,
  gates: { consent: 'asked' },
  consents: {},
  performers: {},
});
const migrated = { type: 'migrated', from: first, to: second, before: standing('triage'), after: standing('review') };
const undone = {
  type: 'migrated',
  from: second,
  to: first,
  before: standing('review'),
  after: standing('triage'),
  undoes: { sequence: 3, at: new Date(started + 3 * DAY_MS).toISOString() },
};

describe('the history of a migrated case', () => {
  it('tells clocks where the map of states put the case, and under which definition', () => {
    expect(timelineEventsOf([entry(3, migrated)])).toEqual([
      { type: 'migrated', at: started + 3 * DAY_MS, definition: second, to: 'review', gates: { consent: 'asked' } },
    ]);
  });

  it('tells clocks which migration was taken back', () => {
    expect(timelineEventsOf([entry(3, migrated), entry(5, undone)])[1]).toEqual({
      type: 'migrated',
      at: started + 5 * DAY_MS,
      definition: first,
      to: 'triage',
      gates: { consent: 'asked' },
      undoes: started + 3 * DAY_MS,
    });
  });

  it('names the definition the case began under first, whatever it runs under now', () => {
    expect(definitionsOf([entry(1, { type: 'request-edited' })], second)).toEqual([second]);
    expect(definitionsOf([entry(3, migrated), entry(5, undone)], first)).toEqual([first, second, first]);
  });
});
