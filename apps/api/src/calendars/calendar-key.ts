import { CalendarNotFound, type StoredCalendarKey } from '#libs/domain';

const KINDS: Readonly<Record<string, 'office' | 'state'>> = { offices: 'office', states: 'state' };

/** The calendar an address names: `offices/ROMENA`, `states/EGY`. @throws CalendarNotFound */
export function calendarKey(kind: string, code: string): StoredCalendarKey {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined || !/^[A-Z][A-Z0-9]{1,11}$/.test(code)) throw new CalendarNotFound();
  return `${known}:${code}`;
}
