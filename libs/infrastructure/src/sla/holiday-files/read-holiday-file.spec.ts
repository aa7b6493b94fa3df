import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HolidayFileNotReadable } from './holiday-file-not-readable.js';
import { readHolidayFile } from './read-holiday-file.js';

function faultsOf(text: string, year = 2027): readonly string[] {
  try {
    readHolidayFile(text, year);
    return [];
  } catch (error) {
    if (!(error instanceof HolidayFileNotReadable)) throw error;
    return error.errors.map(({ code, message }) => `${code}: ${message}`);
  }
}

const calendar = (...events: readonly string[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//test//EN',
    ...events.map((event) => `BEGIN:VEVENT\r\n${event}\r\nEND:VEVENT`),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const event = (name: string, ...lines: readonly string[]): string =>
  [`UID:${name}@example`, 'DTSTAMP:20260101T000000Z', `SUMMARY:${name}`, ...lines].join('\r\n');

/** Lines that look like those of an event, with values that may be anything. */
const aLine = fc
  .tuple(
    fc.constantFrom(
      'DTSTART',
      'DTSTART;VALUE=DATE',
      'DTEND',
      'DURATION',
      'RRULE',
      'RRULE:FREQ=YEARLY',
      'EXDATE',
      'RDATE',
      'SUMMARY',
      'BEGIN',
      '',
    ),
    fc.oneof(
      fc.constantFrom('20270101', '20270230', 'FREQ=YEARLY;BYDAY=1MO', 'P1D', 'VALARM'),
      fc.string({ maxLength: 40 }),
    ),
  )
  .map(([name, value]) => `${name}:${value}`);

describe('a table of holidays', () => {
  it.each([
    ['commas', 'date,name\n2027-01-01,New Year\n2027-03-09,Eid al-Fitr\n'],
    [
      'semicolons, another order and a byte order mark',
      '\uFEFFName;Date\r\nNew Year;2027-01-01\r\nEid al-Fitr;2027-03-09\r\n',
    ],
    ['tabs and empty lines', 'date\tname\n\n2027-01-01\tNew Year\n2027-03-09\tEid al-Fitr'],
  ])('is read with %s', (_, text) =>
    expect(readHolidayFile(text, 2027).holidays).toEqual([
      { date: '2027-01-01', name: 'New Year' },
      { date: '2027-03-09', name: 'Eid al-Fitr' },
    ]),
  );

  it('keeps commas and quotes of a name', () =>
    expect(readHolidayFile('date,name\n2027-05-25,"Africa Day, ""observed"""', 2027).holidays).toEqual([
      { date: '2027-05-25', name: 'Africa Day, "observed"' },
    ]));

  it('is refused with every fault and its line', () =>
    expect(
      faultsOf('date,name\n2027-02-30,No such day\n2026-12-25,Last year\n25/12/2027,Slashes\n2027-01-01,\n'),
    ).toEqual([
      'date_malformed: Line 2: "2027-02-30" is not a day as YYYY-MM-DD',
      'date_of_another_year: Line 3: 2026-12-25 is not in 2027',
      'date_malformed: Line 4: "25/12/2027" is not a day as YYYY-MM-DD',
      'name_missing: Line 5: the holiday has no name',
    ]));

  it.each([
    ['other columns', 'day,holiday\n2027-01-01,New Year', /^columns_wrong/],
    ['a column nobody reads', 'date,name,note\n2027-01-01,New Year,x', /^columns_wrong/],
    ['a line with too many fields', 'date,name\n2027-01-01,New Year,x', /^not_csv: Line 2/],
    ['a quote that never ends', 'date,name\n2027-01-01,"New Year', /^not_csv/],
    ['nothing', '', /^columns_wrong/],
  ])('is refused with %s', (_, text, fault) => expect(faultsOf(text)).toEqual([expect.stringMatching(fault)]));
});

describe('an iCalendar file', () => {
  it('gives the whole days of the year asked for, and counts those of others', () => {
    const text = calendar(
      event('New Year', 'DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20270102'),
      event('Eid al-Fitr', 'DTSTART;VALUE=DATE:20270309', 'DTEND;VALUE=DATE:20270312'),
      event('Last Christmas', 'DTSTART;VALUE=DATE:20261225'),
      event('Midnight to midnight', 'DTSTART:20270501T000000', 'DTEND:20270502T000000'),
    );
    expect(readHolidayFile(text, 2027)).toEqual({
      holidays: [
        { date: '2027-01-01', name: 'New Year' },
        { date: '2027-03-09', name: 'Eid al-Fitr' },
        { date: '2027-03-10', name: 'Eid al-Fitr' },
        { date: '2027-03-11', name: 'Eid al-Fitr' },
        { date: '2027-05-01', name: 'Midnight to midnight' },
      ],
      otherYears: 1,
    });
  });

  it('finds the day of a yearly rule, but not one that was moved, dropped or called off', () => {
    const text = calendar(
      event('Constitution Day', 'DTSTART;VALUE=DATE:20100115', 'RRULE:FREQ=YEARLY'),
      event('Second Monday of May', 'DTSTART;VALUE=DATE:20200511', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=2MO'),
      event('Dropped', 'DTSTART;VALUE=DATE:20200601', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270601'),
      event('Moved', 'DTSTART;VALUE=DATE:20200701', 'RRULE:FREQ=YEARLY'),
      event('Moved', 'RECURRENCE-ID;VALUE=DATE:20270701', 'DTSTART;VALUE=DATE:20270705'),
      event('Ended', 'DTSTART;VALUE=DATE:20100801', 'RRULE:FREQ=YEARLY;UNTIL=20200801'),
      event('Called off', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20270901'),
    );
    expect(readHolidayFile(text, 2027).holidays).toEqual([
      { date: '2027-01-15', name: 'Constitution Day' },
      { date: '2027-05-10', name: 'Second Monday of May' },
      { date: '2027-07-05', name: 'Moved' },
    ]);
  });

  it('makes one holiday of two on one day, with both names', () =>
    expect(
      readHolidayFile(
        calendar(event('Labour Day', 'DTSTART;VALUE=DATE:20270501'), event('Ascension', 'DTSTART;VALUE=DATE:20270501')),
        2027,
      ).holidays,
    ).toEqual([{ date: '2027-05-01', name: 'Labour Day / Ascension' }]));

  it.each([
    [
      'an hour instead of a day',
      event('Reception', 'DTSTART:20270501T100000Z', 'DTEND:20270501T120000Z'),
      /^not_whole_day: Event "Reception"/,
    ],
    [
      'a month of absence',
      event('Closed', 'DTSTART;VALUE=DATE:20270501', 'DTEND;VALUE=DATE:20270801'),
      /^too_long: Event "Closed": the event lasts 92 days/,
    ],
    ['a rule without measure', event('Daily', 'DTSTART;VALUE=DATE:19000101', 'RRULE:FREQ=DAILY'), /^repeats_too_often/],
    [
      'a rule of the century',
      event('Monthly', 'DTSTART;VALUE=DATE:17000101', 'RRULE:FREQ=MONTHLY'),
      /^repeats_too_often/,
    ],
    [
      'a day that does not exist',
      event('Nowhere', 'DTSTART;VALUE=DATE:20270230'),
      /^date_malformed: Event "Nowhere": "2027-02-30"/,
    ],
    ['a day that is none', event('Nothing', 'DTSTART;VALUE=DATE:soon'), /^date_malformed/],
    [
      'a rule that is none',
      event('Odd', 'DTSTART;VALUE=DATE:20270101', 'RRULE:FREQ=SOMETIMES'),
      /^not_icalendar|^event_unreadable/,
    ],
    [
      'a length that is none',
      event('Odd', 'DTSTART;VALUE=DATE:20270101', 'DURATION:long'),
      /^not_icalendar|^event_unreadable/,
    ],
    ['no name', 'UID:x\r\nDTSTART;VALUE=DATE:20270501', /^name_missing/],
    ['no day', 'UID:x\r\nSUMMARY:Some day', /^date_malformed/],
    ['only days of other years', event('Long ago', 'DTSTART;VALUE=DATE:20200101'), /^nothing_in_year/],
  ])('is refused with %s', (_, text, fault) =>
    expect(faultsOf(calendar(text))).toEqual([expect.stringMatching(fault)]),
  );

  it.each([
    ['is cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x'],
    ['holds something else', 'BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR'],
  ])('is refused when it %s, without the words of the parser', (_, text) =>
    expect(faultsOf(text)).toEqual(['not_icalendar: This cannot be read as an iCalendar file (RFC 5545)']),
  );

  it('is read or refused with faults, whatever it holds', () =>
    fc.assert(
      fc.property(fc.array(aLine, { maxLength: 8 }), (lines) => {
        faultsOf(calendar(lines.join('\r\n')));
        faultsOf(lines.join('\n'));
      }),
      { numRuns: 300 },
    ));
});
