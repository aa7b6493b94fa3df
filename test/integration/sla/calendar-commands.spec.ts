import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { DomainError } from '#libs/domain';
import { addCalendarCommands } from '../../../apps/cli/src/calendars/calendar.commands.js';
import { commandsOn } from '../../support/commands.js';
import { aDatabase, INHABITED } from '../../support/database.js';

const database = aDatabase({ template: INHABITED });
const run = commandsOn(database, addCalendarCommands);
const folder = mkdtempSync(join(tmpdir(), 'calendars-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Written {
  readonly timeZone: string;
  readonly hours: Record<string, [string, string][]>;
  readonly holidays: readonly { date: string; name: string }[];
}

async function shown(key: string): Promise<Written> {
  return JSON.parse((await run(['calendar', 'show', key])).join('\n')) as Written;
}

/** What a command refuses: the code of the refusal, and each fault with its place. */
async function refusal(line: readonly string[], standardInput: string): Promise<readonly [string, ...string[][]]> {
  const error = await run(line, standardInput).then(
    () => undefined,
    (caught: unknown) => caught as DomainError,
  );
  if (!error) throw new Error('It was not refused');
  return [error.code, ...error.errors.map(({ pointer, code }) => [pointer, code])];
}

describe('the commands of calendars', () => {
  it('list what deadlines count on, and what is missing', async () => {
    const lines = await run(['calendar', 'list', '--missing']);
    expect(lines.find((line) => line.startsWith('office:ROMENA'))).toMatch(
      /v1 {2}Africa\/Cairo \(office\).*NO HOLIDAYS for \d{4}/,
    );
  });

  it('show a calendar in the form in which it can be set, with its versions and reasons', async () => {
    const calendar = await shown('office:ROMENA');
    const changed = { ...calendar, hours: { ...calendar.hours, thu: [['09:00', '13:00']] } };
    const set = ['calendar', 'set', 'office:ROMENA', '--file', '-'];
    expect(await run([...set, '--rehearse'], JSON.stringify(changed))).toEqual([
      '0 live deadlines in 0 cases count on this calendar: 0 move, 0 breach, 0 recover',
    ]);
    expect(await run([...set, '--reason', 'Short Thursdays'], JSON.stringify(changed))).toEqual([
      'office:ROMENA is published as version 2; no live deadline counts on it',
    ]);
    expect(await run([...set, '--reason', 'Once more'], JSON.stringify(changed))).toEqual([
      'office:ROMENA says the same already (version 2)',
    ]);
    expect((await shown('office:ROMENA')).hours['thu']).toEqual([['09:00', '13:00']]);
    expect((await run(['calendar', 'versions', 'office:ROMENA']))[0]).toMatch(/^v2 .* edit: Short Thursdays$/);
    expect(await run(['calendar', 'replays'])).toEqual(['Every live deadline counts on the calendars in force']);
  });

  it('load the holidays of a year from a table', async () => {
    const file = join(folder, 'cairo.csv');
    writeFileSync(file, 'date;name\n2027-01-07;Coptic Christmas\n2027-04-25;Sinai Liberation Day\n');
    await run(['calendar', 'holidays', 'office:ROMENA', '2027', '--file', file, '--source', 'Circular 4']);
    expect((await shown('office:ROMENA')).holidays.filter(({ date }) => date.startsWith('2027'))).toEqual([
      { date: '2027-01-07', name: 'Coptic Christmas' },
      { date: '2027-04-25', name: 'Sinai Liberation Day' },
    ]);
  });

  it('load them from an iCalendar file, leave other years out and say so', async () => {
    const event = (uid: number, day: string, more: string): string =>
      `BEGIN:VEVENT\r\nUID:${uid}@example\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:${day}\r\n${more}\r\nEND:VEVENT\r\n`;
    const text = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n${event(1, '20200101', 'SUMMARY:New Year\r\nRRULE:FREQ=YEARLY')}${event(2, '20270325', 'SUMMARY:Feast\r\nDTEND;VALUE=DATE:20270327')}${event(3, '20260501', 'SUMMARY:Labour Day')}END:VCALENDAR\r\n`;
    const lines = await run(['calendar', 'holidays', 'office:ROSA', '2027', '--file', '-', '--source', 'ics'], text);
    expect(lines[0]).toMatch(/days of other years in the file were left out/);
    expect((await shown('office:ROSA')).holidays).toEqual([
      { date: '2027-01-01', name: 'New Year' },
      { date: '2027-03-25', name: 'Feast' },
      { date: '2027-03-26', name: 'Feast' },
    ]);
  });

  it.each([
    [
      'a window that closes before it opens',
      { hours: { mon: [['17:00', '09:00']] } },
      '/calendar/hours/mon/0',
      'window_impossible',
    ],
    [
      'overlapping windows',
      {
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      '/calendar/hours/mon/1',
      'windows_overlap',
    ],
    ['an unknown zone', { timeZone: 'Europe/Atlantis' }, '/calendar/timeZone', 'zone_unknown'],
    [
      'an edge in a skipped hour',
      { timeZone: 'Europe/Vienna', hours: { sun: [['02:30', '09:00']] } },
      '/calendar/hours/sun/0/0',
      'edge_skipped',
    ],
    ['a calendar that never opens', { hours: {} }, '/calendar/hours', 'never_opens'],
  ])('refuse with the field: %s', async (_, change, pointer, code) => {
    const calendar = { ...(await shown('office:ROCA')), ...change };
    const refused = await refusal(
      ['calendar', 'set', 'office:ROCA', '--file', '-', '--reason', 'A mistake'],
      JSON.stringify(calendar),
    );
    expect(refused).toEqual(['sla.calendar_not_valid', [pointer, code]]);
  });

  it.each([
    ['a day of another year', 'date,name\n2026-01-01,New Year\n', 'date_of_another_year'],
    ['a day that does not exist', 'date,name\n2027-02-30,Nothing\n', 'date_malformed'],
    ['a table with other columns', 'day,feast\n2027-01-01,New Year\n', 'columns_wrong'],
    ['a file that is no calendar', 'BEGIN:VCALENDAR\nnonsense', 'not_icalendar'],
  ])('refuse a file of holidays with %s', async (_, text, code) => {
    const [told, ...faults] = await refusal(['calendar', 'holidays', 'office:ROCA', '2027', '--file', '-'], text);
    expect(told).toBe('sla.holiday_file_not_readable');
    expect(faults.map((fault) => fault[1])).toEqual([code]);
  });

  it('refuse what is not there, with words for people', async () => {
    await expect(run(['calendar', 'show', 'office:NOWHERE'])).rejects.toThrow(
      'There is no calendar of this office or State',
    );
    await expect(run(['calendar', 'versions', 'planet:MARS'])).rejects.toThrow('There is no calendar');
    await expect(run(['calendar', 'set', 'office:ROCA', '--file', join(folder, 'none')])).rejects.toThrow(
      'cannot be read',
    );
    await expect(run(['calendar', 'set', 'office:ROCA', '--file', '-'], '{"timeZone":')).rejects.toThrow(
      'not well-formed JSON',
    );
    await expect(run(['calendar', 'holidays', 'office:ROCA', 'soon', '--file', '-'], 'date,name\n')).rejects.toThrow();
  });
});
