import type { CaseSnapshot, DefinitionReference, WorkflowEvent } from '../decision.js';
import type { WorkflowDefinition } from '../definition.js';
import { same } from './change.js';

/**
 * Where cases go when they are put under another definition. States and gate states that both definitions have stay
 * what they are unless the map says otherwise; a gate the other definition does not have is dropped, a new one begins
 * at its beginning.
 */
export interface StateMap {
  readonly states?: Readonly<Record<string, string>>;
  readonly gates?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type MigratedEvent = Extract<WorkflowEvent, { type: 'migrated' }>;

/** Why a case cannot be put under another definition with this map. */
export interface Stuck {
  readonly code:
    'state_unmapped' | 'origin_unmapped' | 'gate_state_unmapped' | 'unknown_in_map' | 'ends_case' | 'never_due';
  /**
   * The state, or `gate: state`, that the other definition does not have. For `ends_case`, the terminal state it would
   * lead to: a case is closed by an act of people, never by a map. For `never_due`, the state in which a deadline would
   * never come, because a calendar has no more working time.
   */
  readonly what: string;
}

export type Migration =
  | { readonly outcome: 'migrated'; readonly snapshot: CaseSnapshot; readonly event: MigratedEvent }
  | { readonly outcome: 'stuck'; readonly reasons: readonly [Stuck, ...Stuck[]] };

/** Puts a case under another definition, as one event that replay and undoing need nothing else for. */
export function migrate(
  snapshot: CaseSnapshot,
  from: DefinitionReference,
  to: WorkflowDefinition,
  map: StateMap,
  actorId: string,
): Migration {
  const reasons: Stuck[] = [];
  const stateAfter = (state: string, code: Stuck['code']): string => {
    const mapped = own(map.states, state) ?? state;
    if (!Object.hasOwn(to.states, mapped))
      reasons.push({ code: mapped === state ? code : 'unknown_in_map', what: mapped });
    return mapped;
  };

  const state = stateAfter(snapshot.state, 'state_unmapped');
  if (own(to.states, state)?.terminal) reasons.push({ code: 'ends_case', what: state });
  const leadsBack = to.transitions.some(
    (transition) => typeof transition.to !== 'string' && transition.from.includes(state),
  );
  // Where a case came from matters only in a state it goes back from; elsewhere it is forgotten if it has no place.
  const origin = snapshot.origin === null ? null : (own(map.states, snapshot.origin) ?? snapshot.origin);
  const isOriginKnown = origin !== null && Object.hasOwn(to.states, origin);
  if (origin !== null && leadsBack && !isOriginKnown) reasons.push({ code: 'origin_unmapped', what: origin });

  const gates = Object.entries(to.gates).map(([name, gate]) => {
    const before = own(snapshot.gates, name);
    if (before === undefined) return [name, gate.initial] as const;
    const mapped = own(own(map.gates, name), before) ?? before;
    if (!Object.hasOwn(gate.states, mapped)) {
      reasons.push({ code: mapped === before ? 'gate_state_unmapped' : 'unknown_in_map', what: `${name}: ${mapped}` });
    }
    return [name, mapped] as const;
  });
  const [first, ...others] = reasons;
  if (first) return { outcome: 'stuck', reasons: [first, ...others] };

  const after: CaseSnapshot = {
    state,
    origin: isOriginKnown ? origin : null,
    gates: Object.fromEntries(gates),
    consents: consentsIn(to, state, snapshot),
    performers: performersIn(to, snapshot),
  };
  const { id, version } = to;
  const event: MigratedEvent = {
    type: 'migrated',
    from: { id: from.id, version: from.version },
    to: { id, version },
    before: snapshot,
    after,
    actorId,
  };
  return { outcome: 'migrated', snapshot: after, event };
}

/** Takes a migration back, if nothing has happened to the case since; null otherwise. The undoing is an event of its own. */
export function undoMigration(snapshot: CaseSnapshot, migrated: MigratedEvent, actorId: string): Migration | null {
  if (!same(snapshot, migrated.after)) return null;
  const event: MigratedEvent = {
    type: 'migrated',
    from: migrated.to,
    to: migrated.from,
    before: snapshot,
    after: migrated.before,
    actorId,
  };
  return { outcome: 'migrated', snapshot: migrated.before, event };
}

/** Consents to joint acts that the new place offers too, by parties it still knows. */
function consentsIn(to: WorkflowDefinition, state: string, { consents }: CaseSnapshot): CaseSnapshot['consents'] {
  const kept = to.transitions.flatMap(({ name, from, jointly }) => {
    const given = own(consents, name);
    if (!given || !jointly || !from.includes(state)) return [];
    const parties = jointly.map(({ party }) => party);
    const still = Object.entries(given).filter(([party]) => parties.includes(party));
    return still.length > 0 ? [[name, Object.fromEntries(still)] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** Who did what, as far as the new definition still asks. */
function performersIn(to: WorkflowDefinition, { performers }: CaseSnapshot): CaseSnapshot['performers'] {
  const acts = [...to.transitions, ...Object.values(to.gates).flatMap((gate) => gate.transitions)];
  const asked = new Set(acts.flatMap(({ fourEyesWith }) => fourEyesWith ?? []));
  return Object.fromEntries(Object.entries(performers).filter(([act]) => asked.has(act)));
}

function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
