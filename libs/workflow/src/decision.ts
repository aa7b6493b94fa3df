import type { EffectUse, FieldDefinition, JsonValue, Phase } from './definition.js';

/** What a person filled into the form of an act. */
export type ActInput = Readonly<Record<string, JsonValue>>;

/** What the engine needs to know of a case: where it stands. Kept by the caller, rebuilt from events. */
export interface CaseSnapshot {
  readonly state: string;
  /** The state the present one was entered from; null at creation. */
  readonly origin: string | null;
  /** The present state of every gate. */
  readonly gates: Readonly<Record<string, string>>;
  /** Consents given to a joint act the present state offers: by act, then by party, the person who gave it. */
  readonly consents: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Who last performed an act that another names in `fourEyesWith`, by act. */
  readonly performers: Readonly<Record<string, string>>;
}

/** Who acts, with the roles they have *on this case* (the caller works these out from mandates and offices). */
export interface WorkflowActor {
  readonly id: string;
  readonly roles: readonly string[];
}

/** The case is to come into being. */
export interface CreationRequest<Facts> {
  readonly actor: WorkflowActor;
  readonly input: ActInput;
  readonly facts: Facts;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Someone wants to perform an act: a transition of the case, a consent to one, or an act on a gate. */
export interface DecisionRequest<Facts> {
  readonly snapshot: CaseSnapshot;
  readonly transition: string;
  readonly actor: WorkflowActor;
  readonly input: ActInput;
  readonly facts: Facts;
  /** Milliseconds since the epoch. The engine has no clock of its own. */
  readonly now: number;
}

/** What a guard is asked with. */
export interface GuardQuestion<Facts> {
  readonly facts: Facts;
  readonly actor: WorkflowActor;
  /** Absent while the engine only lists what is available, or when the form is faulty: guards on input answer yes then. */
  readonly input: ActInput | undefined;
  readonly snapshot: CaseSnapshot;
  readonly now: number;
}

/** What is missing (a stable code, put into words by the label `missing.<code>`), and which acts would supply it. */
export interface GuardRefusal {
  readonly missing: string;
  readonly details?: Readonly<Record<string, JsonValue>>;
  /** Names of acts of the lifecycle; the refusal says who may perform them. */
  readonly settledBy?: readonly string[];
}

/** A guard answers yes (`true`), or no with details a person can act on. Pure. */
export type Guard<Facts> = (
  question: GuardQuestion<Facts>,
  params: Readonly<Record<string, JsonValue>>,
) => true | GuardRefusal;

export type GuardTable<Facts, Name extends string = string> = Readonly<Record<Name, Guard<Facts>>>;

/** What happened, complete enough to rebuild the snapshot: `replay(events)` equals what was stored. */
export type WorkflowEvent =
  | {
      readonly type: 'created';
      readonly transition: string;
      readonly to: string;
      readonly gates: Readonly<Record<string, string>>;
      readonly actorId: string;
      readonly input: ActInput;
    }
  | {
      readonly type: 'moved';
      readonly transition: string;
      readonly from: string;
      readonly to: string;
      readonly actorId: string;
      readonly input: ActInput;
      /** Another act may not be performed by the same person: the snapshot remembers who did this one. */
      readonly remembered?: true;
    }
  | {
      readonly type: 'gate-moved';
      readonly gate: string;
      /** The gate act, or null where the gate opened by itself. */
      readonly transition: string | null;
      readonly from: string;
      readonly to: string;
      readonly actorId: string;
      readonly input: ActInput;
      readonly remembered?: true;
      readonly clearsConsents?: true;
    }
  | {
      readonly type: 'consented';
      readonly transition: string;
      readonly party: string;
      readonly actorId: string;
      readonly input: ActInput;
    }
  | {
      /** The case was put under another definition. The whole snapshot is kept, so that replay needs neither map nor definition. */
      readonly type: 'migrated';
      readonly from: DefinitionReference;
      readonly to: DefinitionReference;
      readonly before: CaseSnapshot;
      readonly after: CaseSnapshot;
      readonly actorId: string;
    };

/** Names one published definition. */
export interface DefinitionReference {
  readonly id: string;
  readonly version: number;
}

/** An act and the roles that may perform it: the way out of a refusal. */
export interface WayOut {
  readonly act: string;
  readonly roles: readonly string[];
}

/** A fault in the form of an act. The pointer (RFC 6901) leads into the input: `/outputs/0/title`. */
export interface InputFault {
  readonly pointer: string;
  readonly code: InputFaultCode;
  readonly message: string;
}

export type InputFaultCode =
  | 'required'
  | 'unknown_field'
  | 'wrong_type'
  | 'too_short'
  | 'too_long'
  | 'bad_character'
  | 'too_small'
  | 'too_large'
  | 'not_an_integer'
  | 'not_a_date'
  | 'in_the_past'
  | 'in_the_future'
  | 'not_a_choice'
  | 'not_an_amount'
  | 'not_a_currency'
  | 'not_an_identifier'
  | 'too_few'
  | 'too_many';

/** Why not, with a stable code and what a person needs to know to go on. */
export type Refusal =
  | { readonly code: 'unknown_transition'; readonly transition: string }
  | { readonly code: 'wrong_state'; readonly state: string; readonly allowedFrom: readonly string[] }
  | {
      readonly code: 'wrong_gate_state';
      readonly gate: string;
      readonly gateState: string;
      readonly allowedFrom: readonly string[];
    }
  | { readonly code: 'wrong_role'; readonly rolesNeeded: readonly string[] }
  | {
      readonly code: 'gate_not_ready';
      readonly gate: string;
      readonly gateState: string;
      readonly needed: readonly string[];
      /** Acts that lead on from where the gate stands towards what is needed. */
      readonly settledBy: readonly WayOut[];
    }
  | {
      readonly code: 'guard_failed';
      readonly guard: string;
      readonly missing: string;
      readonly details: Readonly<Record<string, JsonValue>>;
      readonly settledBy: readonly WayOut[];
    }
  | { readonly code: 'invalid_input'; readonly errors: readonly InputFault[] }
  | { readonly code: 'already_consented'; readonly party: string; readonly waitingFor: readonly string[] }
  /** The same person performed the act named (or consented to it for another party). */
  | { readonly code: 'four_eyes'; readonly otherAct: string };

export interface Accepted<Effect extends EffectUse = EffectUse> {
  readonly outcome: 'accepted';
  readonly snapshot: CaseSnapshot;
  readonly events: readonly WorkflowEvent[];
  /** Empty for a consent that does not complete a joint act. */
  readonly effects: readonly Effect[];
}

export interface Refused {
  readonly outcome: 'refused';
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

export type Decision<Effect extends EffectUse = EffectUse> = Accepted<Effect> | Refused;

/** One line of "what can I do now", the same function as `decide` asked of every act. */
export interface AvailableTransition {
  readonly name: string;
  readonly kind: 'transition' | 'gate-act';
  /** The gate an act belongs to; null for transitions of the case. */
  readonly gate: string | null;
  /** Null for an act on a gate or a consent that does not move the case. */
  readonly to: string | null;
  readonly toPhase: Phase | null;
  readonly available: boolean;
  /** The act cannot be taken back: ask again before it is sent. */
  readonly confirm: boolean;
  readonly input: readonly FieldDefinition[];
  readonly refusals: readonly Refusal[];
}
