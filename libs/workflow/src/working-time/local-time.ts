export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** A wall-clock reading in milliseconds since midnight: `HH:MM`, and `24:00` for the end of the day. Null if it is none. */
export function parseReading(text: string): number | null {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  if (!match) return null;
  const reading = Number(match[1]) * hourMs + Number(match[2]) * minuteMs;
  return reading > dayMs ? null : reading;
}

/** Days since 1970-01-01 of a date written `YYYY-MM-DD`. Null for anything else, 30 February included. */
export function parseDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const instant = Date.UTC(year, month - 1, day);
  const date = new Date(instant);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999 and rolls 30 February over: both show as a difference.
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? instant / dayMs : null;
}

/** Milliseconds since the epoch of an RFC 3339 instant (`2026-03-05T09:00:00Z`). Null for anything else. */
export function parseInstant(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  if (!match || parseDate(match[1]!) === null) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

export function formatDate(epochDay: number): string {
  return new Date(epochDay * dayMs).toISOString().slice(0, 10);
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayIndex(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

export function utcYearOf(at: number): number {
  return new Date(at).getUTCFullYear();
}

export function startOfUtcYear(year: number): number {
  return Date.UTC(year, 0, 1);
}
