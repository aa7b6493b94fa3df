import { type Calendar, checkCalendar, checkHolidaysOfYear, type Holiday, holidayOf } from '#libs/workflow';
import { reasonOf, type Settler } from '../../reference-data/settings.js';
import { CalendarChangedMeanwhile, CalendarNotFound, CalendarNotValid, CalendarNotYours } from './calendar.errors.js';
import { calendarInOrder } from './calendar-in-order.js';
import type { CalendarPublished, CalendarRegister, StoredCalendar, StoredCalendarKey } from './calendar-register.js';
import type { DeadlineImpact } from '../deadline-impact.js';
import type { RehearseCalendar } from './rehearse-calendar.js';

/** What somebody wants to change. A document comes from outside and may be anything. */
export type CalendarEdit =
  | { readonly kind: 'edit'; readonly document: unknown }
  /** All holidays of one year; those of other years stay. */
  | {
      readonly kind: 'holidays';
      readonly year: number;
      readonly holidays: readonly Holiday[];
      readonly source: string;
    };

export interface CalendarCommand {
  readonly key: StoredCalendarKey;
  /** The version the change was decided on; null to take the one in force, for files that do not know it. */
  readonly basedOnVersion: number | null;
  readonly edit: CalendarEdit;
  readonly reason: string;
}

export type CalendarChanged =
  (CalendarPublished & { readonly changed: true }) | { readonly changed: false; readonly version: number };

/** A calendar has to make sense this far ahead: longer than any limit. */
const YEARS_AHEAD = 10;

/** An office's hours or holidays are changed: first shown what that would do to live deadlines, then published. */
export class ChangeCalendar {
  constructor(
    private readonly register: CalendarRegister,
    private readonly rehearsal: RehearseCalendar,
  ) {}

  /**
   * What the change would do to live deadlines; nothing is written.
   * @throws CalendarNotYours, CalendarNotFound, CalendarChangedMeanwhile, CalendarNotValid, DeadlineBeyondHorizon
   */
  async rehearse(settler: Settler, command: Omit<CalendarCommand, 'reason'>): Promise<DeadlineImpact> {
    const { present, document, now } = await this.propose(settler, command);
    return this.rehearsal.of(command.key, present.version, document, now, settler);
  }

  /**
   * Publishes the change; what counts on the calendar is recomputed in the background.
   * @throws what `rehearse` throws, and SettingNeedsReason
   */
  async apply(settler: Settler, command: CalendarCommand): Promise<CalendarChanged> {
    const reason = reasonOf(command);
    const { present, document } = await this.propose(settler, command);
    const { edit } = command;
    const isSame = JSON.stringify(calendarInOrder(present.document)) === JSON.stringify(document);
    const isKnownYear =
      edit.kind === 'edit' ||
      present.holidayYears.some(({ year, source }) => year === edit.year && source === edit.source);
    if (isSame && isKnownYear) return { changed: false, version: present.version };
    const published = await this.register.publish(
      {
        key: command.key,
        basedOnVersion: present.version,
        document,
        reason,
        change:
          edit.kind === 'edit'
            ? { kind: 'edit' }
            : { kind: 'holidays', year: edit.year, source: edit.source, days: edit.holidays.length },
      },
      settler === 'operator' ? null : settler.personId,
    );
    return { changed: true, ...published };
  }

  private async propose(
    settler: Settler,
    { key, basedOnVersion, edit }: Omit<CalendarCommand, 'reason'>,
  ): Promise<{ readonly present: StoredCalendar; readonly document: Calendar; readonly now: Date }> {
    if (!mayChangeCalendar(settler, key)) throw new CalendarNotYours();
    const found = await this.register.find(key);
    if (!found) throw new CalendarNotFound();
    const { calendar: present, now } = found;
    if (basedOnVersion !== null && basedOnVersion !== present.version)
      throw new CalendarChangedMeanwhile(present.version);

    const year = now.getUTCFullYear();
    const document = edit.kind === 'edit' ? edit.document : withHolidays(present.document, edit);
    const faults = checkCalendar(document, { from: year, to: year + YEARS_AHEAD });
    if (faults.length > 0) throw new CalendarNotValid(faults, edit.kind === 'edit' ? '/calendar' : '/holidays');
    return { present, document: calendarInOrder(document as Calendar), now };
  }
}

/** Administrators change every calendar, the head of an office that of the office. */
export function mayChangeCalendar(settler: Settler, key: StoredCalendarKey): boolean {
  if (settler === 'operator') return true;
  return settler.roles.some(
    ({ role, officeCode }) => role === 'administrator' || (role === 'office-head' && key === `office:${officeCode}`),
  );
}

/** @throws CalendarNotValid */
function withHolidays(present: Calendar, { year, holidays }: Extract<CalendarEdit, { kind: 'holidays' }>): Calendar {
  const faults = checkHolidaysOfYear(holidays, year);
  if (faults.length > 0) throw new CalendarNotValid(faults, '/holidays');
  const others = present.holidays.filter((holiday) => Number(holidayOf(holiday).date.slice(0, 4)) !== year);
  return { ...present, holidays: [...others, ...holidays] };
}
