import { Temporal } from 'temporal-polyfill';
import { dayMs, minuteMs, startOfUtcYear, utcYearOf } from './local-time.js';
import { WorkingTimeError } from './working-time-error.js';

/** A stretch of time during which a zone keeps one distance from UTC: local reading = instant + offsetMs. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

const zones = new Map<string, Zone>();

/**
 * The offsets of one IANA zone. Asking the platform costs about a millisecond a year, so each year is asked once and
 * kept for the life of the process, shared by every calendar of the zone.
 */
export class Zone {
  readonly #years = new Map<number, readonly OffsetSpan[]>();
  #recent: OffsetSpan | undefined;

  private constructor(readonly name: string) {}

  /** @throws WorkingTimeError `unknown_zone` */
  static named(name: string): Zone {
    const known = zones.get(name);
    if (known) return known;
    if (!isZoneName(name))
      throw new WorkingTimeError('unknown_zone', `"${name}" is not a time zone of the IANA database`);
    const zone = new Zone(name);
    zones.set(name, zone);
    return zone;
  }

  offsetAt(at: number): number {
    if (this.#recent && at >= this.#recent.from && at < this.#recent.to) return this.#recent.offsetMs;
    for (const span of this.#spansOfYear(utcYearOf(at))) {
      if (at >= span.from && at < span.to) {
        this.#recent = span;
        return span.offsetMs;
      }
    }
    throw new WorkingTimeError('instant_out_of_range', `${at} is not an instant`);
  }

  /** What a clock on the wall shows, as milliseconds since 1970-01-01T00:00 of the same reading. */
  readingAt(at: number): number {
    return at + this.offsetAt(at);
  }

  localDayAt(at: number): number {
    return Math.floor(this.readingAt(at) / dayMs);
  }

  /** The first instant after the given one whose local date is another. */
  nextDateAt(at: number): number {
    const today = this.localDayAt(at);
    for (const { from, to, offsetMs } of this.spansBetween(at, at + 3 * dayMs)) {
      if (Math.floor((from + offsetMs) / dayMs) !== today) return from;
      const midnight = (today + 1) * dayMs - offsetMs;
      if (midnight < to) return midnight;
    }
    throw new WorkingTimeError('instant_out_of_range', `${at} is not an instant`);
  }

  /**
   * The instant at which the wall clock shows a reading: the first of two, and for a skipped reading the instant of
   * the jump, because that is when the clock passed it. Instants before the given one are left out.
   */
  instantOfReading(reading: number, notBefore = -Infinity): number {
    const spans = this.spansBetween(reading - 2 * dayMs, reading + 2 * dayMs);
    for (const span of spans) {
      if (span.to > notBefore && reading < span.to + span.offsetMs) return Math.max(reading - span.offsetMs, span.from);
    }
    throw new WorkingTimeError('instant_out_of_range', `${reading} is not a local time`);
  }

  /** The spans that together cover [from, to), cut to it. */
  spansBetween(from: number, to: number): OffsetSpan[] {
    const result: OffsetSpan[] = [];
    for (let year = utcYearOf(from); startOfUtcYear(year) < to; year += 1) {
      for (const span of this.#spansOfYear(year)) {
        if (span.to <= from || span.from >= to) continue;
        const cut = { from: Math.max(span.from, from), to: Math.min(span.to, to), offsetMs: span.offsetMs };
        const last = result.at(-1);
        if (last?.offsetMs === cut.offsetMs) result[result.length - 1] = { ...last, to: cut.to };
        else result.push(cut);
      }
    }
    return result;
  }

  #spansOfYear(year: number): readonly OffsetSpan[] {
    const known = this.#years.get(year);
    if (known) return known;
    const end = startOfUtcYear(year + 1);
    const spans: OffsetSpan[] = [];
    let local = Temporal.Instant.fromEpochMilliseconds(startOfUtcYear(year)).toZonedDateTimeISO(this.name);
    let from = startOfUtcYear(year);
    for (;;) {
      const offsetMs = local.offsetNanoseconds / 1e6;
      const next = local.getTimeZoneTransition('next');
      const to = next ? Math.min(next.epochMilliseconds, end) : end;
      spans.push({ from, to, offsetMs });
      if (!next || to === end) break;
      local = next;
      from = to;
    }
    this.#years.set(year, spans);
    return spans;
  }
}

/** An instant as the wall clock of a zone shows it, with its distance from UTC: `2026-03-05T17:00:00+07:00`. */
export function formatLocal(at: number, timeZone: string): string {
  const offsetMs = Zone.named(timeZone).offsetAt(at);
  const minutes = Math.round(Math.abs(offsetMs) / minuteMs);
  const distance = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return `${new Date(at + offsetMs).toISOString().slice(0, 19)}${offsetMs < 0 ? '-' : '+'}${distance}`;
}

/** Whether the platform knows a zone by this name. A fixed offset such as `+02:00` is not a place and has no rules. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
