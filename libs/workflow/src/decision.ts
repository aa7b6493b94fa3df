import type { EffectUse, FieldDefinition, JsonValue, Phase } from './definition.js';

/** What the engine needs to know of a case: where it stands. Kept by the caller, rebuilt from events. */
export interface CaseSnapshot {
  readonly state: string;
  /** The state the present one was entered from; null at creation. */
  readonly origin: string | null;
  /** The present state of every gate. */
  readonly gates: Readonly<Record<string, string>>;
  /** Parties that have consented to a joint act offered by the present state, by act. */
  readonly consents: Readonly<Record<string, readonly string[]>>;
  /** Who last performed an act that another names in `fourEyesWith`, by act. */
  readonly performers: Readonly<Record<string, string>>;
}

/** Who acts, with the roles they have *on this case* (the caller works these out from mandates and offices). */
export interface WorkflowActor {
  readonly id: string;
  readonly roles: readonly string[];
}

export interface DecisionRequest<Facts> {
  readonly snapshot: CaseSnapshot;
  readonly transition: string;
  readonly actor: WorkflowActor;
  readonly input: Readonly<Record<string, JsonValue>>;
  readonly facts: Facts;
  /** Milliseconds since the epoch. The engine has no clock of its own. */
  readonly now: number;
}

/** A guard answers yes (`true`), or no with details a person can act on. Pure. */
export type Guard<Facts> = (
  question: {
    readonly facts: Facts;
    readonly actor: WorkflowActor;
    /** Absent while the engine only lists what is available: guards on input answer yes then. */
    readonly input: Readonly<Record<string, JsonValue>> | undefined;
    readonly snapshot: CaseSnapshot;
    readonly now: number;
  },
  params: Readonly<Record<string, JsonValue>>,
) => true | { readonly missing: string; readonly details?: Readonly<Record<string, JsonValue>> };

export type GuardTable<Facts, Name extends string = string> = Readonly<Record<Name, Guard<Facts>>>;

/** What happened, complete enough to rebuild the snapshot: `replay(events)` equals what was stored. */
export type WorkflowEvent =
  | {
      readonly type: 'created';
      readonly transition: string;
      readonly to: string;
      readonly gates: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'moved';
      readonly transition: string;
      readonly from: string;
      readonly to: string;
      readonly input: Readonly<Record<string, JsonValue>>;
    }
  | {
      readonly type: 'gate-moved';
      readonly gate: string;
      /** The gate act, or null where the gate opened by itself. */
      readonly transition: string | null;
      readonly from: string;
      readonly to: string;
      readonly input: Readonly<Record<string, JsonValue>>;
    }
  | {
      readonly type: 'consented';
      readonly transition: string;
      readonly party: string;
      readonly input: Readonly<Record<string, JsonValue>>;
    };

/** Why not, with a stable code and what a person needs to know to go on. */
export type Refusal =
  | { readonly code: 'unknown_transition'; readonly transition: string }
  | { readonly code: 'wrong_state'; readonly state: string; readonly allowedFrom: readonly string[] }
  | { readonly code: 'wrong_role'; readonly rolesNeeded: readonly string[] }
  | {
      readonly code: 'gate_not_ready';
      readonly gate: string;
      readonly gateState: string;
      readonly needed: readonly string[];
      readonly settledBy: readonly string[];
    }
  | {
      readonly code: 'guard_failed';
      readonly guard: string;
      readonly missing: string;
      readonly details: Readonly<Record<string, JsonValue>>;
    }
  | {
      readonly code: 'invalid_input';
      readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
    }
  | { readonly code: 'already_consented'; readonly party: string; readonly waitingFor: readonly string[] }
  | { readonly code: 'four_eyes'; readonly otherAct: string };

export type Decision =
  | {
      readonly outcome: 'accepted';
      readonly snapshot: CaseSnapshot;
      readonly events: readonly WorkflowEvent[];
      readonly effects: readonly EffectUse[];
    }
  | { readonly outcome: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/** One line of "what can I do now", the same function as `decide` asked of every act. */
export interface AvailableTransition {
  readonly name: string;
  /** Null for an act on a gate or a consent that does not move the case. */
  readonly to: string | null;
  readonly toPhase: Phase | null;
  readonly available: boolean;
  readonly input: readonly FieldDefinition[];
  readonly refusals: readonly Refusal[];
}
