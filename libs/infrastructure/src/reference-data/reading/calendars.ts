import type { CalendarBasis, StoredCalendarKey } from '#libs/domain';
import { type Calendar, type Weekday, weekdays } from '#libs/workflow';
import type { CoverageRow, OfficeRow } from './offices.js';
import type { Place } from './place.js';

/** Hours of an office nobody has said otherwise about. */
const USUAL_HOURS = [['09:00', '17:00']] as const;

/** The calendar the data give an office or a State's capital, without holidays: those are loaded year by year. */
export interface CalendarRow {
  readonly key: StoredCalendarKey;
  readonly office_code: string | null;
  readonly state_code: string | null;
  readonly document: Calendar;
  readonly zone_basis: CalendarBasis;
  readonly week_basis: CalendarBasis;
}

interface StateEntry {
  readonly timeZone: string;
  readonly timeZoneBasis: CalendarBasis;
  readonly workingWeek: readonly Weekday[] | null;
  readonly workingWeekBasis: CalendarBasis;
}

/** A calendar for every office and every State, with what its zone and its week rest on. */
export function readCalendars(
  document: Place,
  states: ReadonlySet<string>,
  offices: readonly OfficeRow[],
  coverage: readonly CoverageRow[],
): readonly CalendarRow[] {
  const { asOf, note, states: list } = document.fields('asOf', 'note', 'states');
  asOf.text();
  note.text();
  const entries = readEntries(list, states);

  const byCode = new Map(offices.map((office) => [office.code, office]));
  const leads = new Map(coverage.map((row) => [row.state_code, byCode.get(row.dataset_office_code)]));
  return [
    ...offices.map((office): CalendarRow => ({
      key: `office:${office.code}`,
      office_code: office.code,
      state_code: null,
      document: usualHours(office.time_zone, office.working_week),
      zone_basis: 'office',
      week_basis: 'office',
    })),
    ...[...states].flatMap((state) => {
      const calendar = calendarOfState(state, entries.get(state), officeIn(state, offices), leads.get(state));
      return calendar ? [calendar] : [];
    }),
  ];
}

function readEntries(list: Place, states: ReadonlySet<string>): ReadonlyMap<string, StateEntry> {
  const entries = new Map<string, StateEntry>();
  for (const item of list.items()) {
    const field = item.fields('state', 'timeZone', 'timeZoneBasis', 'workingWeek', 'workingWeekBasis');
    const state = field.state.reference(states, 'State');
    if (entries.has(state)) field.state.fault('repeated', `${state} occurs twice`);
    entries.set(state, {
      timeZone: field.timeZone.timeZone(),
      timeZoneBasis: field.timeZoneBasis.oneOf(['only-zone', 'from-knowledge']),
      workingWeek: field.workingWeek.isAbsent ? null : field.workingWeek.distinct(weekdays),
      workingWeekBasis: field.workingWeek.isAbsent
        ? 'lead-office'
        : field.workingWeekBasis.oneOf(['office-note', 'from-knowledge']),
    });
  }
  return entries;
}

function calendarOfState(
  state: string,
  entry: StateEntry | undefined,
  officeInState: OfficeRow | undefined,
  lead: OfficeRow | undefined,
): CalendarRow | undefined {
  const near = officeInState ?? lead;
  // A State without a lead office has been told as a fault of the offices.
  if (!near) return undefined;
  const nearBasis: CalendarBasis = officeInState ? 'office-in-state' : 'lead-office';
  return {
    key: `state:${state}`,
    office_code: null,
    state_code: state,
    document: usualHours(entry?.timeZone ?? near.time_zone, entry?.workingWeek ?? near.working_week),
    zone_basis: entry?.timeZoneBasis ?? nearBasis,
    week_basis: entry?.workingWeek ? entry.workingWeekBasis : nearBasis,
  };
}

/** An office in the State knows its week; one that leads before others. */
function officeIn(state: string, offices: readonly OfficeRow[]): OfficeRow | undefined {
  const there = offices.filter((office) => office.host_state === state);
  return there.find((office) => office.can_lead) ?? there[0];
}

function usualHours(timeZone: string, week: readonly string[]): Calendar {
  const days = weekdays.filter((day) => week.includes(day));
  return { timeZone, hours: Object.fromEntries(days.map((day) => [day, USUAL_HOURS])), holidays: [], overrides: {} };
}
