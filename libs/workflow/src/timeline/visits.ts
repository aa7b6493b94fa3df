import type { ClockBehaviour, Party, Phase } from '../definition.js';
import { type ClockRules, definitionFor, stateNamed } from './case-rules.js';
import type { CalendarKey, CalendarLookup, CaseStanding, TimelineEvent } from './events.js';

/** A stay in a state. */
export interface StateVisit {
  readonly state: string;
  readonly phase: Phase;
  readonly holder: Party;
  readonly clock: ClockBehaviour;
  readonly enteredAt: number;
  /** Null while the case is in the state. */
  readonly leftAt: number | null;
  /** The act that led here; null for the creation and for a migration. */
  readonly transition: string | null;
  readonly reason: string | null;
}

/** A time during which one party held the ball, on that party's own calendar. */
export interface PartySegment {
  readonly party: Party;
  /** Null where nobody's calendar counts (the case is closed, or a timer holds it). */
  readonly calendar: CalendarKey | null;
  readonly from: number;
  /** Null for the segment that lasts. */
  readonly to: number | null;
  /** Up to the end of the segment, or to now. */
  readonly elapsedMs: number;
  readonly workingMs: number | null;
}

export function stateVisits(rules: ClockRules, history: readonly TimelineEvent[]): readonly StateVisit[] {
  const visits: StateVisit[] = [];
  let definition = rules.definition;
  for (const event of history) {
    if (event.type !== 'created' && event.type !== 'moved' && event.type !== 'migrated') continue;
    if (event.type === 'migrated') definition = definitionFor(rules, event.definition);
    const state = stateNamed(definition, event.to);
    const last = visits.at(-1);
    if (last) visits[visits.length - 1] = { ...last, leftAt: event.at };
    visits.push({
      state: event.to,
      phase: state.phase,
      holder: state.holder,
      clock: state.clock,
      enteredAt: event.at,
      leftAt: null,
      transition: event.type === 'moved' ? event.transition : null,
      reason: event.type === 'moved' ? (event.reason ?? null) : null,
    });
  }
  return visits;
}

/** Who held the ball and how long. Calendars in the last version that history names. */
export function partySegments(
  visits: readonly StateVisit[],
  history: readonly TimelineEvent[],
  standing: CaseStanding,
  calendars: CalendarLookup,
  now: number,
): readonly PartySegment[] {
  const segments: PartySegment[] = [];
  for (const { at, until, office } of officesHolding(history)) {
    for (const visit of visits) {
      const from = Math.max(visit.enteredAt, at);
      const to = visit.leftAt === null && until === null ? null : Math.min(visit.leftAt ?? Infinity, until ?? Infinity);
      if (to !== null && to <= from) continue;
      const calendar = calendarOf(visit.holder, office, standing.requestingState);
      const last = segments.at(-1);
      if (last?.to === from && last.party === visit.holder && last.calendar === calendar) {
        segments[segments.length - 1] = measured({ ...last, to }, standing, calendars, now);
      } else {
        segments.push(
          measured(
            { party: visit.holder, calendar, from, to, elapsedMs: 0, workingMs: null },
            standing,
            calendars,
            now,
          ),
        );
      }
    }
  }
  return segments;
}

function officesHolding(
  history: readonly TimelineEvent[],
): { at: number; until: number | null; office: string | null }[] {
  const offices: { at: number; until: number | null; office: string | null }[] = [];
  for (const event of history) {
    if (event.type !== 'created' && event.type !== 'office-changed') continue;
    const last = offices.at(-1);
    if (last) last.until = event.at;
    offices.push({ at: event.at, until: null, office: event.office });
  }
  return offices;
}

function calendarOf(party: Party, office: string | null, requestingState: string): CalendarKey | null {
  switch (party) {
    case 'state':
      return `state:${requestingState}`;
    case 'office':
      return office === null ? 'headquarters' : `office:${office}`;
    case 'headquarters':
      return 'headquarters';
    default:
      return null;
  }
}

function measured(segment: PartySegment, standing: CaseStanding, calendars: CalendarLookup, now: number): PartySegment {
  const to = segment.to ?? Math.max(now, segment.from);
  const { calendar } = segment;
  const hours = calendar && calendars(calendar, standing.calendarVersions[calendar] ?? null);
  return { ...segment, elapsedMs: to - segment.from, workingMs: hours && hours.openMsBetween(segment.from, to) };
}
