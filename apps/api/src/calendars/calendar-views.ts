import { type CalendarVersion, missingHolidayYears, type StoredCalendar } from '#libs/domain';
import type { CalendarReplay, ListedCalendar } from '#libs/infrastructure';
import type { CalendarItem, CalendarVersionView, CalendarView, CalendarWarningView } from './calendar.dto.js';
import type { ReplayView } from './calendar-impact.dto.js';

export function toCalendarView(calendar: StoredCalendar, now: Date): CalendarView {
  return {
    key: calendar.key,
    version: calendar.version,
    calendar: calendar.document,
    zoneBasis: calendar.zoneBasis,
    weekBasis: calendar.weekBasis,
    holidayYears: calendar.holidayYears.map((year) => ({ ...year, loadedAt: year.loadedAt.toISOString() })),
    warnings: warningsOf(
      calendar.holidayYears.map(({ year }) => year),
      now,
    ),
    publishedAt: calendar.publishedAt.toISOString(),
    reason: calendar.reason,
  };
}

export function toCalendarItem(calendar: ListedCalendar, now: Date): CalendarItem {
  const { key, version, timeZone, zoneBasis, weekBasis, isCountedOn } = calendar;
  const warnings = isCountedOn ? warningsOf(calendar.holidayYears, now) : [];
  return { key, version, timeZone, zoneBasis, weekBasis, isCountedOn, warnings };
}

export function toVersionView({ document, ...version }: CalendarVersion): CalendarVersionView {
  return { ...version, publishedAt: version.publishedAt.toISOString(), calendar: document };
}

export function toReplayView(replay: CalendarReplay): ReplayView {
  return {
    ...replay,
    requestedAt: replay.requestedAt.toISOString(),
    finishedAt: replay.finishedAt?.toISOString() ?? null,
  };
}

function warningsOf(holidayYears: readonly number[], now: Date): readonly CalendarWarningView[] {
  const missing = missingHolidayYears(
    holidayYears.map((year) => ({ year })),
    now,
  );
  return missing.map((year) => ({
    code: 'holidays_missing',
    year,
    message: `No holidays have been loaded for ${year}: deadlines are counted as if there were none`,
  }));
}
