import { parseDate, type Holiday } from '#libs/workflow';
import { CsvError, parse } from 'csv-parse/sync';
import { type HolidayFileFault, HolidayFileNotReadable } from './holiday-file-not-readable.js';

const COLUMNS = ['date', 'name'];

interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads a table with the columns `date` (YYYY-MM-DD) and `name`, separated by commas, semicolons or tabs. A line of
 * another year is a mistake in the file, since such a list is made for one year.
 * @throws HolidayFileNotReadable
 */
export function readCsv(text: string, year: number): readonly Holiday[] {
  const [header, ...lines] = linesOf(text);
  const names = (header?.record ?? []).map((name) => name.toLowerCase());
  if (names.length !== COLUMNS.length || !COLUMNS.every((column) => names.includes(column))) {
    throw new HolidayFileNotReadable([
      { code: 'columns_wrong', message: 'Line 1 must name exactly the columns date and name' },
    ]);
  }
  const faults: HolidayFileFault[] = [];
  const holidays = lines.map(({ record, info }): Holiday => {
    const date = record[names.indexOf('date')] ?? '';
    const name = record[names.indexOf('name')] ?? '';
    const say = (code: HolidayFileFault['code'], message: string): void =>
      void faults.push({ code, message: `Line ${info.lines}: ${message}` });
    if (parseDate(date) === null) say('date_malformed', `"${date.slice(0, 40)}" is not a day as YYYY-MM-DD`);
    else if (!date.startsWith(`${year}-`)) say('date_of_another_year', `${date} is not in ${year}`);
    if (name === '') say('name_missing', 'the holiday has no name');
    return { date, name };
  });
  if (faults.length > 0) throw new HolidayFileNotReadable(faults);
  return holidays;
}

function linesOf(text: string): readonly Line[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      trim: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as readonly Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `Line ${error['lines']}: ` : '';
    throw new HolidayFileNotReadable([
      { code: 'not_csv', message: `${line}this cannot be read as a table with the columns date and name` },
    ]);
  }
}
