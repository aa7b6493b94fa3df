import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { compute } from './working-time.command.js';

interface Vector {
  readonly name: string;
  readonly expectedDue?: string;
  readonly expectedMinutes?: number;
  readonly expectedAt?: Readonly<Record<string, string>>;
  readonly expectedOpen?: string;
}

const samplesUrl = new URL('../../../../test/fixtures/working-time/samples.json', import.meta.url);
const samples = JSON.parse(readFileSync(samplesUrl, 'utf8')) as Readonly<Record<string, readonly Vector[]>>;
const vectors = Object.entries(samples)
  .filter(([kind]) => /vectors$/i.test(kind))
  .flatMap(([, list]) => list);

describe('the working-time command', () => {
  const answer = compute(JSON.stringify(samples));

  it('answers every question of the document and nothing else', () => {
    expect(vectors).toHaveLength(67);
    expect('results' in answer && Object.keys(answer.results).sort()).toEqual(vectors.map(({ name }) => name).sort());
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))('agrees with the worked case %s', (name, vector) => {
    const expected = vector.expectedDue ?? vector.expectedMinutes ?? vector.expectedAt ?? vector.expectedOpen;
    expect('results' in answer ? answer.results[name] : answer.errors).toEqual(expected);
  });

  it('gives an instant in UTC with seconds, rounded up where a percentage falls within one', () => {
    const question = { name: 'a third', calendar: roundTheClock, start: '2024-03-05T09:00:00Z', workMinutes: 1 };
    expect(compute(JSON.stringify({ thresholdVectors: [{ ...question, percentages: [33] }] }))).toEqual({
      results: { 'a third': { '33': '2024-03-05T09:00:20Z' } },
    });
  });
});

const roundTheClock = {
  timeZone: 'UTC',
  hours: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
  ),
  holidays: [],
};
const sound = { name: 'a', calendar: roundTheClock, start: '2024-03-05T09:00:00Z', workMinutes: 60, pauses: [] };

describe('a document the working-time command refuses', () => {
  const refused = (vector: object, kind = 'vectors') => {
    const answer = compute(JSON.stringify({ [kind]: [vector] }));
    return 'errors' in answer ? answer.errors.map(({ pointer, code }) => `${pointer} ${code}`) : answer;
  };

  it.each<[string, object, string]>([
    ['a limit of zero', { ...sound, workMinutes: 0 }, '/vectors/0/workMinutes limit_not_positive'],
    ['a negative limit', { ...sound, workMinutes: -5 }, '/vectors/0/workMinutes limit_not_positive'],
    ['a limit that is no number', { ...sound, workMinutes: '60' }, '/vectors/0/workMinutes limit_not_positive'],
    ['an absurd limit', { ...sound, workMinutes: 1e12 }, '/vectors/0 limit_absurd'],
    [
      'an instant that does not exist',
      { ...sound, start: '2024-02-30T09:00:00Z' },
      '/vectors/0/start instant_malformed',
    ],
    ['an instant without a zone', { ...sound, start: '2024-03-05T09:00:00' }, '/vectors/0/start instant_malformed'],
    [
      'an inverted pause',
      { ...sound, pauses: [['2024-03-05T11:00:00Z', '2024-03-05T10:00:00Z']] },
      '/vectors/0/pauses/0 inverted_period',
    ],
    ['a field nobody knows', { ...sound, pause: [] }, '/vectors/0/pause field_unknown'],
    ['no name', { ...sound, name: undefined }, '/vectors/0/name not_a_text'],
    [
      'an unknown zone',
      { ...sound, calendar: { ...roundTheClock, timeZone: 'Mars/Olympus' } },
      '/vectors/0/calendar/timeZone zone_unknown',
    ],
    [
      'a calendar that never opens',
      { ...sound, calendar: { ...roundTheClock, hours: { mon: [] } } },
      '/vectors/0/calendar/hours never_opens',
    ],
    [
      'overlapping windows',
      {
        ...sound,
        calendar: {
          ...roundTheClock,
          hours: {
            mon: [
              ['09:00', '12:00'],
              ['11:00', '17:00'],
            ],
          },
        },
      },
      '/vectors/0/calendar/hours/mon/1 windows_overlap',
    ],
  ])('has %s', (_what, vector, fault) => {
    expect(refused(vector)).toEqual([fault]);
  });

  it('asks for a due time beyond the horizon', () => {
    const once = { timeZone: 'UTC', hours: {}, holidays: [], overrides: { '2024-03-06': [['09:00', '10:00']] } };
    expect(refused({ ...sound, calendar: once, workMinutes: 61 })).toEqual(['/vectors/0 beyond_horizon']);
    expect(refused({ name: 'b', calendar: once, at: '2024-03-06T10:00:00Z' }, 'openingVectors')).toEqual([
      '/openingVectors/0 beyond_horizon',
    ]);
  });

  it('has several faults, all told at once', () => {
    expect(refused({ ...sound, start: 'yesterday', workMinutes: 0, calendar: null })).toHaveLength(3);
  });

  it('is not JSON, not an object, asks nothing, or asks for two things by one name', () => {
    const codes = (document: string) => {
      const answer = compute(document);
      return 'errors' in answer ? answer.errors.map(({ code }) => code) : [];
    };
    expect(codes('{')).toEqual(['json_malformed']);
    expect(codes('[]')).toContain('not_an_object');
    expect(codes('{}')).toEqual(['nothing_asked']);
    expect(codes(JSON.stringify({ moreVectors: [] }))).toContain('field_unknown');
    expect(codes(JSON.stringify({ vectors: [sound, sound] }))).toEqual(['name_repeated']);
  });
});
