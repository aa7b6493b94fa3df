/**
 * The definition language: a lifecycle as a JSON-safe constant. Names and parameters only, no
 * functions, so that a definition can be stored, shown, compared, replayed and published.
 */

/** Where a case stands in its life. Other code asks for the phase, never for a state by name. */
export type Phase = 'intake' | 'assignment' | 'planning' | 'delivery' | 'closure' | 'closed';

/** Who holds the ball, or on whose side a role stands. `none` is for terminal states, `system` for timers. */
export type Party = 'state' | 'office' | 'headquarters' | 'system' | 'none';

/** Whether the office's clocks run while a case is in the state. `follow-up` runs only the clocks opened by closing. */
export type ClockBehaviour = 'running' | 'paused' | 'none' | 'follow-up';

export interface RoleDefinition {
  readonly party: Exclude<Party, 'none'>;
}

export interface StateDefinition {
  readonly phase: Phase;
  readonly holder: Party;
  readonly clock: ClockBehaviour;
  /** A terminal state is left only by transitions marked `reopens`. */
  readonly terminal?: boolean;
  /** What other reckonings call the state (`iatiActivityStatus: '2'`), so that reports need no state names either. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** A named question with parameters, answered by the guard table of the lifecycle. */
export interface GuardUse<Guard extends string = string> {
  readonly name: Guard;
  readonly params?: Readonly<Record<string, JsonValue>>;
}

/** Something to be done after the change is committed, or a fact to be set with it. */
export interface EffectUse<Effect extends string = string> {
  readonly name: Effect;
  readonly params?: Readonly<Record<string, JsonValue>>;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

interface FieldBase {
  readonly name: string;
  /** `true`, `false` (the default), or required only when another field has one of the values given. */
  readonly required?: boolean | { readonly when: { readonly field: string; readonly isOneOf: readonly string[] } };
}

/** One input of a transition. */
export type FieldDefinition =
  | (FieldBase & { readonly type: 'text'; readonly minLength?: number; readonly maxLength: number })
  | (FieldBase & { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly integer?: boolean })
  | (FieldBase & { readonly type: 'date'; readonly notBefore?: 'today'; readonly notAfter?: 'today' })
  | (FieldBase & { readonly type: 'choice'; readonly choices: readonly string[] })
  | (FieldBase & { readonly type: 'boolean' })
  | (FieldBase & { readonly type: 'money'; readonly currencies?: readonly string[] })
  | (FieldBase & { readonly type: 'person'; readonly role?: string })
  | (FieldBase & { readonly type: 'organisation'; readonly kind?: 'office' | 'provider' })
  | (FieldBase & { readonly type: 'document'; readonly kinds?: readonly string[] })
  /** Fields that belong together, as the lines of a list: an output with its status and the reason for it. */
  | (FieldBase & { readonly type: 'record'; readonly fields: readonly FieldDefinition[] })
  | (FieldBase & {
      readonly type: 'list';
      readonly of: FieldDefinition;
      readonly minItems?: number;
      readonly maxItems: number;
    });

/** The state a transition leads to: a fixed one, or the one the present state was entered from. */
export type Destination<State extends string = string> = State | { readonly origin: true; readonly otherwise: State };

export interface GateRequirement {
  readonly gate: string;
  readonly isOneOf: readonly string[];
}

/** One side of a joint act, and the roles that may consent for it. */
export interface ConsentingParty<Role extends string = string, Need extends GateRequirement = GateRequirement> {
  readonly party: string;
  readonly roles: readonly Role[];
  /** The side counts as having consented while the gate stands so (a silence procedure that has run out). */
  readonly deemedWhen?: Need;
}

export interface TransitionDefinition<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
  Need extends GateRequirement = GateRequirement,
> {
  /** The act in the field's words (`ask-for-information`). Two transitions may share a name if no state offers both. */
  readonly name: string;
  readonly from: readonly State[];
  readonly to: Destination<State>;
  readonly roles: readonly Role[];
  /** A joint act: it completes when one role of each party has performed it; until then each consent is an event. */
  readonly jointly?: readonly ConsentingParty<Role, Need>[];
  readonly guards?: readonly GuardUse<Guard>[];
  readonly needs?: readonly Need[];
  readonly input?: readonly FieldDefinition[];
  readonly effects?: readonly Effect[];
  /** The act cannot be taken back: ask the person again, in words of the labels (`confirm.<act>`). */
  readonly confirm?: boolean;
  /** Marks the only way out of a terminal state. */
  readonly reopens?: boolean;
  /** The actor must not be the person who performed this earlier act on the case. */
  readonly fourEyesWith?: string;
}

/** A small machine that runs beside the main state: a clearance, a consultation, a confirmation. */
export interface GateDefinition<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  readonly initial: string;
  readonly states: Readonly<Record<string, { readonly holder?: Party; readonly settled?: boolean }>>;
  /** Ways the gate moves by itself when the case enters a main state; the first that fits is taken. */
  readonly opens?: readonly GateOpening<State, Guard>[];
  readonly transitions: readonly GateTransitionDefinition<State, Role, Guard, Effect>[];
}

/** The gate is set to a state by itself when the case enters one of these main states and every guard says yes. */
export interface GateOpening<State extends string = string, Guard extends string = string> {
  readonly onEntering: readonly State[];
  /** Gate states it opens from; the initial one if absent. */
  readonly from?: readonly string[];
  readonly to: string;
  readonly when?: readonly GuardUse<Guard>[];
}

export interface GateTransitionDefinition<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  readonly name: string;
  /** Gate states the act leaves. */
  readonly from: readonly string[];
  readonly to: string;
  /** Main states in which the act can be performed. */
  readonly during: readonly State[];
  readonly roles: readonly Role[];
  readonly guards?: readonly GuardUse<Guard>[];
  readonly input?: readonly FieldDefinition[];
  readonly effects?: readonly Effect[];
  readonly confirm?: boolean;
  /** What was to be agreed has changed: consents to joint acts given so far no longer hold. */
  readonly clearsConsents?: boolean;
  readonly fourEyesWith?: string;
}

export type Urgency = 'emergency' | 'urgent' | 'routine';
export type LimitUnit = 'hours' | 'working-days' | 'calendar-days';
export interface Limit {
  readonly amount: number;
  readonly unit: LimitUnit;
}

/** What the timer does at a threshold: notify, or perform a transition of the definition as the system. */
export interface ThresholdDefinition<Effect extends EffectUse = EffectUse> {
  /** Per cent of the target; may exceed 100. */
  readonly atPercent: number;
  readonly name: string;
  readonly effects?: readonly Effect[];
  /** An act (on the case or on a gate) that some role on the side of the `system` may perform. */
  readonly performs?: string;
  /** What the system fills into the form of the act it performs. */
  readonly input?: Readonly<Record<string, JsonValue>>;
}

/** A promise in time (SLA): where its clock opens, runs and is met, and how long it may take. */
export interface TargetDefinition<
  State extends string = string,
  Role extends string = string,
  Effect extends EffectUse = EffectUse,
> {
  readonly name: string;
  /** Entering one of these main states (or gate states) opens the clock. */
  readonly opensOn:
    { readonly states: readonly State[] } | { readonly gate: string; readonly states: readonly string[] };
  /** Entering one of these meets the promise. */
  readonly metOn: { readonly states: readonly State[] } | { readonly gate: string; readonly states: readonly string[] };
  /** The clock is also met by leaving the opening states, whatever comes next (an answer given). */
  readonly metByLeaving?: boolean;
  /** The role that owes the step. */
  readonly owner: Role;
  /** Whose calendar counts: the office that holds the case (headquarters while none does), or the State's capital. */
  readonly calendar: 'office' | 'state' | 'headquarters';
  /** Whether states with a paused clock stop this clock (the State's own clock runs while the office's is stopped). */
  readonly pausedBy: 'paused-states' | 'nothing';
  /** `continue`: entering the opening state again goes on with the time used; `renew`: a new clock. */
  readonly onReturn: 'continue' | 'renew';
  /** A clock of this kind opens again by itself when it was met or has fallen due (a progress note every 90 days). */
  readonly recurring?: boolean;
  readonly limits: Readonly<Record<Urgency, Limit>>;
  readonly thresholds: readonly ThresholdDefinition<Effect>[];
  /** The practice or text the limit follows. */
  readonly basis: string;
}

/** Words for people, by key (`state.triage`, `act.submit`, `missing.letter`), then by language (BCP 47). */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface WorkflowDefinition<
  State extends string = string,
  Role extends string = string,
  Guard extends string = string,
  Effect extends EffectUse = EffectUse,
  Need extends GateRequirement = GateRequirement,
> {
  readonly id: string;
  readonly version: number;
  readonly roles: Readonly<Record<Role, RoleDefinition>>;
  readonly states: Readonly<Record<State, StateDefinition>>;
  readonly creation: {
    readonly name: string;
    readonly to: State;
    readonly roles: readonly Role[];
    readonly input?: readonly FieldDefinition[];
  };
  readonly transitions: readonly TransitionDefinition<State, Role, Guard, Effect, Need>[];
  readonly gates: Readonly<Record<string, GateDefinition<State, Role, Guard, Effect>>>;
  readonly targets: readonly TargetDefinition<State, Role, Effect>[];
  /** Outside the checksum: a wording may be corrected without a new version. */
  readonly labels?: Labels;
}
