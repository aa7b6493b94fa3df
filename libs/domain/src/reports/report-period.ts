import { ReportPeriodNotValid } from './report.errors.js';

/** Whole months, both included, as `YYYY-MM`. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
}

const MONTHS_BY_DEFAULT = 12;
const MOST_MONTHS = 36;

/**
 * The period a report is about: the last twelve months unless something else is asked for.
 * @throws ReportPeriodNotValid
 */
export function reportPeriod(asked: Partial<ReportPeriod>, now: Date): ReportPeriod {
  const to = asked.to ?? monthOf(numberOf(now.toISOString()));
  if (!isMonth(to)) throw new ReportPeriodNotValid('/to', 'A month is written YYYY-MM');
  const from = asked.from ?? monthOf(numberOf(to) - MONTHS_BY_DEFAULT + 1);
  if (!isMonth(from)) throw new ReportPeriodNotValid('/from', 'A month is written YYYY-MM');
  const months = numberOf(to) - numberOf(from) + 1;
  if (months < 1) throw new ReportPeriodNotValid('/to', 'The period ends before it begins');
  if (months > MOST_MONTHS) throw new ReportPeriodNotValid('/from', `A report covers at most ${MOST_MONTHS} months`);
  return { from, to };
}

/** The instants between which something in the period can have happened, in whatever zone its months are counted. */
export function instantsOf({ from, to }: ReportPeriod): { readonly from: Date; readonly to: Date } {
  const dayMs = 86_400_000;
  const begins = Date.parse(`${from}-01T00:00:00Z`) - dayMs;
  return { from: new Date(begins), to: new Date(Date.parse(`${monthOf(numberOf(to) + 1)}-01T00:00:00Z`) + dayMs) };
}

function isMonth(text: string): boolean {
  return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text);
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthOf(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
