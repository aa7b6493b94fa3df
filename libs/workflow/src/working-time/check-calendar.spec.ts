import { describe, expect, it } from '@jest/globals';
import { checkCalendar } from './check-calendar.js';
import { checkHolidaysOfYear } from './check-holidays.js';
import { checkLimit } from './limits.js';

const nine = [['09:00', '17:00']];
const sound = { timeZone: 'Europe/Vienna', hours: { mon: nine, tue: nine }, holidays: ['2026-12-25'] };
const years = { from: 2024, to: 2027 };
const told = (document: unknown, covered?: typeof years) =>
  checkCalendar(document, covered).map(({ pointer, code }) => `${pointer} ${code}`);

describe('a calendar', () => {
  it('is sound with several windows a day, 24:00, named holidays, overrides and touching windows in any order', () => {
    const document = {
      timeZone: 'Africa/Cairo',
      hours: {
        sun: [
          ['13:00', '24:00'],
          ['00:00', '12:00'],
          ['12:00', '13:00'],
        ],
        mon: [],
      },
      holidays: [{ date: '2026-03-20', name: 'Eid al-Fitr' }, '2026-12-25'],
      overrides: { '2026-03-01': [['09:00', '14:00']], '2026-03-02': { name: 'Official closure', windows: [] } },
    };
    expect(checkCalendar(document, years)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an unknown zone', { timeZone: 'Europe/Wien' }, '/timeZone zone_unknown'],
    ['an offset for a zone', { timeZone: '+02:00' }, '/timeZone zone_unknown'],
    ['no hours', { hours: undefined }, '/hours hours_malformed'],
    ['a weekday nobody knows', { hours: { monday: nine, mon: nine } }, '/hours/monday weekday_unknown'],
    [
      'a window that closes before it opens',
      { hours: { mon: [['17:00', '09:00']] } },
      '/hours/mon/0 window_impossible',
    ],
    ['a window of no length', { hours: { mon: [['09:00', '09:00']] } }, '/hours/mon/0 window_impossible'],
    ['a window that opens at 24:00', { hours: { mon: [['24:00', '24:00']] } }, '/hours/mon/0/0 window_impossible'],
    ['an hour beyond the day', { hours: { mon: [['09:00', '25:00']] } }, '/hours/mon/0/1 time_malformed'],
    ['a time after 24:00', { hours: { mon: [['09:00', '24:30']] } }, '/hours/mon/0/1 time_malformed'],
    ['a time that is none', { hours: { mon: [['9:00', '17:00']] } }, '/hours/mon/0/0 time_malformed'],
    ['half a window', { hours: { mon: [['09:00']] } }, '/hours/mon/0 windows_malformed'],
    [
      'overlapping windows',
      {
        hours: {
          mon: [
            ['09:00', '13:00'],
            ['12:59', '17:00'],
          ],
        },
      },
      '/hours/mon/1 windows_overlap',
    ],
    [
      'a window within another',
      {
        hours: {
          mon: [
            ['09:00', '17:00'],
            ['10:00', '11:00'],
            ['16:00', '18:00'],
          ],
        },
      },
      '/hours/mon/1 windows_overlap',
    ],
    ['a holiday on a date that does not exist', { holidays: ['2026-02-30'] }, '/holidays/0 date_malformed'],
    [
      'a holiday twice',
      { holidays: ['2026-12-25', { date: '2026-12-25', name: 'Christmas' }] },
      '/holidays/1/date date_repeated',
    ],
    [
      'a holiday with an empty name',
      { holidays: [{ date: '2026-12-25', name: ' ' }] },
      '/holidays/0/name name_missing',
    ],
    ['no list of holidays', { holidays: undefined }, '/holidays holidays_malformed'],
    ['an override on a malformed date', { overrides: { '1/3/2026': [] } }, '/overrides/1~13~12026 date_malformed'],
    [
      'an override with an impossible window',
      { overrides: { '2026-03-01': [['14:00', '09:00']] } },
      '/overrides/2026-03-01/0 window_impossible',
    ],
    ['a field nobody knows', { hollidays: [] }, '/hollidays field_unknown'],
    ['no opening at all', { hours: { mon: [] } }, '/hours never_opens'],
    ['an opening in the past only', { hours: {}, overrides: { '2023-03-01': nine } }, '/overrides never_opens'],
  ])('is refused with %s', (_what, change, fault) => {
    expect(told({ ...sound, ...change }, years)).toContain(fault);
  });

  it('is refused with every fault at once', () => {
    expect(
      told({ timeZone: 7, hours: { mon: [['x', 'y']], tue: 'all day' }, holidays: [1], overrides: [] }),
    ).toHaveLength(6);
    expect(told(null)).toEqual([' calendar_malformed']);
  });

  describe('with a window edge the clock skips', () => {
    const sunday = (...windows: string[][]) => ({ timeZone: 'Europe/Vienna', hours: { sun: windows }, holidays: [] });

    it('is refused in the years covered, with the date', () => {
      expect(told(sunday(['02:30', '10:00']), years)).toEqual(['/hours/sun/0/0 edge_skipped']);
      expect(told(sunday(['00:00', '02:59']), years)).toEqual(['/hours/sun/0/1 edge_skipped']);
      expect(checkCalendar(sunday(['02:30', '10:00']), years)[0]!.message).toContain('2024-03-31');
      expect(told(sunday(['02:30', '10:00']))).toEqual([]);
    });

    it('is sound where the window spans the hour or begins with its end', () => {
      expect(told(sunday(['00:00', '24:00']), years)).toEqual([]);
      expect(told(sunday(['03:00', '10:00']), years)).toEqual([]);
      expect(told(sunday(['01:59', '10:00']), years)).toEqual([]);
    });

    it('is sound where the date is a holiday, or the weekday never meets the change', () => {
      const holidays = ['2024-03-31', '2025-03-30', '2026-03-29', '2027-03-28'];
      expect(told({ ...sunday(['02:30', '10:00']), holidays }, years)).toEqual([]);
      expect(told({ timeZone: 'Europe/Vienna', hours: { mon: [['02:30', '10:00']] }, holidays: [] }, years)).toEqual(
        [],
      );
    });

    it('is refused for an override on the date itself', () => {
      const overrides = { '2026-03-29': { name: 'Night shift', windows: [['02:00', '06:00']] } };
      expect(told({ ...sunday(['09:00', '10:00']), overrides }, years)).toEqual([
        '/overrides/2026-03-29/windows/0/0 edge_skipped',
      ]);
    });

    it('does not mind a day that begins at one o’clock, nor a date that is skipped whole', () => {
      const allWeek = Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
      );
      expect(told({ timeZone: 'Africa/Cairo', hours: allWeek, holidays: [] }, years)).toEqual([]);
      expect(told({ timeZone: 'Africa/Cairo', hours: { fri: [['00:30', '24:00']] }, holidays: [] }, years)).toEqual([
        '/hours/fri/0/0 edge_skipped',
      ]);
      expect(told({ timeZone: 'Pacific/Apia', hours: { fri: nine }, holidays: [] }, { from: 2011, to: 2012 })).toEqual(
        [],
      );
    });
  });
});

describe('the holidays of a year', () => {
  it('are refused if they are of another year, malformed, repeated or nameless', () => {
    const holidays = [
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2027-01-01', name: 'New Year' },
      { date: '2026-13-01', name: 'Never' },
      { date: '2026-12-25', name: '' },
    ];
    expect(checkHolidaysOfYear(holidays, 2026).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/1/date date_of_another_year',
      '/2/date date_malformed',
      '/3/date date_repeated',
      '/3/name name_missing',
    ]);
  });
});

describe('a limit', () => {
  it.each([
    [{ amount: 5, unit: 'working-days' }, []],
    [{ amount: 0, unit: 'hours' }, ['/x/amount limit_not_positive']],
    [{ amount: -2, unit: 'hours' }, ['/x/amount limit_not_positive']],
    [{ amount: 2.5, unit: 'working-days' }, ['/x/amount limit_not_whole']],
    [{ amount: 1e9, unit: 'hours' }, ['/x/amount limit_absurd']],
    [{ amount: '5', unit: 'hours' }, ['/x/amount limit_malformed']],
    [{ amount: 5, unit: 'weeks' }, ['/x/unit limit_unit_unknown']],
    [5, ['/x limit_malformed']],
  ])('%j is answered with %j', (document, faults) => {
    expect(checkLimit(document, '/x').map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
});
