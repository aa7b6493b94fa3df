import type { CalendarKey, ClockRecord } from '#libs/workflow';
import type { CaseRecord } from '../../cases/case-record.js';
import { HEADQUARTERS } from '../../people/role-kinds.js';
import type { Settler } from '../../reference-data/settings.js';
import type { StoredCalendarKey } from './calendar-register.js';

/** A case with clocks that run or pause. */
export interface LiveCase {
  readonly record: CaseRecord;
  /** All its clocks, closed ones included, in the order they were opened. */
  readonly clocks: readonly ClockRecord[];
  /** Whether the reader may be told of the case itself, not only counted with it. */
  readonly isVisible: boolean;
}

/** Reads cases with open clocks, a batch at a time, without locks. */
export abstract class LiveClocks {
  /** Cases whose open clocks count on a calendar. */
  abstract countingOn(key: StoredCalendarKey, reader: Settler): AsyncIterable<readonly LiveCase[]>;
  /** Cases of a thematic area with open clocks. */
  abstract inArea(area: string, reader: Settler): AsyncIterable<readonly LiveCase[]>;
}

/** The names under which clocks count on a calendar: that of headquarters has two. */
export function keysOf(key: StoredCalendarKey): readonly CalendarKey[] {
  return key === `office:${HEADQUARTERS}` ? [key, 'headquarters'] : [key];
}

/** Where a calendar is kept that a clock names. */
export function storedKeyOf(key: CalendarKey): StoredCalendarKey {
  return key === 'headquarters' ? `office:${HEADQUARTERS}` : key;
}
