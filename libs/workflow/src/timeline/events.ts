import type { DefinitionReference } from '../decision.js';
import type { Limit, Urgency } from '../definition.js';
import type { WorkCalendar } from '../working-time/work-calendar.js';

/** Whose calendar: of headquarters, of an office by its code, of a State's capital by its alpha-3 code. */
export type CalendarKey = 'headquarters' | `office:${string}` | `state:${string}`;

/** The published version of each calendar that a case counts with, where history records one. */
export type CalendarVersions = Readonly<Partial<Record<CalendarKey, number>>>;

/**
 * Finds a compiled calendar. The version is null where the case's history records none: then the calendar now in
 * force. Must answer for every key that history mentions; compile each version once and keep it.
 */
export type CalendarLookup = (key: CalendarKey, version: number | null) => WorkCalendar;

/** Limits by target and urgency. A target a policy does not name keeps the limits of the definition. */
export type Policy = Readonly<Record<string, Readonly<Record<Urgency, Limit>>>>;

/** Finds the policy a case counts with; null is the version of a case whose history records none. */
export type PolicyLookup = (version: number | null) => Policy | null;

/**
 * What clocks are read from: the part of a case's history that time depends on, in the order it happened. Instants
 * (`at`) are milliseconds since the epoch and never go back.
 */
export type TimelineEvent =
  | {
      readonly type: 'created';
      readonly at: number;
      readonly to: string;
      readonly gates: Readonly<Record<string, string>>;
      readonly urgency: Urgency;
      /** Code of the lead office; null until one is assigned: headquarters' calendar counts for it. */
      readonly office: string | null;
      /** Alpha-3 code of the requesting State. */
      readonly requestingState: string;
      readonly policyVersion?: number | null;
      readonly calendarVersions?: CalendarVersions;
    }
  | {
      readonly type: 'moved';
      readonly at: number;
      readonly transition: string;
      readonly to: string;
      /** Why, in a word or a code; it becomes the reason of the pause if the case moves to a paused state. */
      readonly reason?: string | null;
    }
  | { readonly type: 'gate-moved'; readonly at: number; readonly gate: string; readonly to: string }
  | { readonly type: 'urgency-changed'; readonly at: number; readonly urgency: Urgency }
  /** Assigned, or transferred to another office. */
  | {
      readonly type: 'office-changed';
      readonly at: number;
      readonly office: string | null;
      readonly calendarVersions?: CalendarVersions;
    }
  | { readonly type: 'policy-changed'; readonly at: number; readonly policyVersion: number | null }
  /** Calendars were edited; only the ones named change. */
  | { readonly type: 'calendars-changed'; readonly at: number; readonly calendarVersions: CalendarVersions }
  /** The case was put under another definition, and stands where the map of states put it. */
  | {
      readonly type: 'migrated';
      readonly at: number;
      readonly definition: DefinitionReference;
      readonly to: string;
      readonly gates: Readonly<Record<string, string>>;
      /** When the migration happened that this one takes back: clocks go on as if it had never been made. */
      readonly undoes?: number;
    }
  /** The timer acted on thresholds of one clock. Fired and collapsed ones alike: none of them acts again. */
  | {
      readonly type: 'thresholds-fired';
      readonly at: number;
      readonly target: string;
      readonly ordinal: number;
      readonly thresholds: readonly string[];
    };

/** Where a case stands for the purposes of time. JSON-safe. */
export interface CaseStanding {
  readonly state: string;
  readonly gates: Readonly<Record<string, string>>;
  readonly urgency: Urgency;
  readonly office: string | null;
  readonly requestingState: string;
  readonly policyVersion: number | null;
  readonly calendarVersions: CalendarVersions;
  /** Null for a case that was never migrated. Absent in what an earlier version stored. */
  readonly definition?: DefinitionReference | null;
}
