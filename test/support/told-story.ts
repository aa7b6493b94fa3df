import {
  advanceClocks,
  type CaseStanding,
  type ClockBook,
  type ClockRecord,
  dueThresholds,
  emptyClockBook,
  type TimelineEvent,
} from '../../libs/workflow/src/index.js';
import { type CaseStory, clockedRules, type Happening } from './clock-histories.js';

/** What one step of a story did: the events it added to history, and the clocks before and after. */
export interface Step {
  readonly events: readonly TimelineEvent[];
  readonly before: ClockBook;
  readonly after: ClockBook;
}

export interface Told {
  readonly history: readonly TimelineEvent[];
  readonly steps: readonly Step[];
  readonly now: number;
}

/** Tells a story as the system lives it: each event is applied to the stored clocks, and the timer acts on what is due. */
export function tell(story: CaseStory): Told {
  let at = story.createdAt;
  let book: ClockBook = emptyClockBook;
  const steps: Step[] = [];
  const history: TimelineEvent[] = [];
  const step = (events: readonly TimelineEvent[]): void => {
    const before = book;
    const { standing, clocks } = advanceClocks(clockedRules, book, events, at);
    history.push(...events);
    book = JSON.parse(JSON.stringify({ standing, clocks })) as ClockBook;
    steps.push({ events, before, after: book });
  };
  step([
    {
      type: 'created',
      at,
      to: 'draft',
      gates: { clearance: 'not-needed', note: 'none' },
      urgency: story.urgency,
      office: story.office,
      requestingState: 'PER',
    },
  ]);
  for (const happening of story.happenings) {
    at += happening.afterMs;
    if (happening.what === 'sweep') {
      step([]);
      step(book.clocks.flatMap((clock) => firedBy(clock, at)));
    } else step([eventOf(happening, at, book.standing!)]);
  }
  return { history, steps, now: at };
}

/** The timer acts on everything a clock has due. */
export function firedBy(clock: ClockRecord, at: number): readonly TimelineEvent[] {
  const thresholds = dueThresholds(clock, at);
  return thresholds.length === 0
    ? []
    : [{ type: 'thresholds-fired', at, target: clock.target, ordinal: clock.ordinal, thresholds }];
}

function eventOf(happening: Exclude<Happening, { what: 'sweep' }>, at: number, standing: CaseStanding): TimelineEvent {
  switch (happening.what) {
    case 'move':
      return { type: 'moved', at, transition: 'move', to: happening.to, reason: happening.reason };
    case 'gate':
      return { type: 'gate-moved', at, gate: happening.gate, to: happening.to };
    case 'urgency':
      return { type: 'urgency-changed', at, urgency: happening.urgency };
    case 'office':
      return { type: 'office-changed', at, office: happening.office };
    case 'migrate':
      return {
        type: 'migrated',
        at,
        definition: { id: 'clocked', version: happening.version },
        to: standing.state,
        gates: standing.gates,
      };
    case 'policy':
      return { type: 'policy-changed', at, policyVersion: happening.version };
    case 'calendars':
      return {
        type: 'calendars-changed',
        at,
        calendarVersions: { ...standing.calendarVersions, [happening.key]: happening.version },
      };
  }
}
