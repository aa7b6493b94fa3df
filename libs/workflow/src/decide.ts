import {
  type CompiledAct,
  type CompiledGateAct,
  type CompiledState,
  type CompiledTransition,
  gateState,
  NO_INPUT,
  stateOf,
  type Workflow,
} from './compile.js';
import type {
  CaseSnapshot,
  CreationRequest,
  Decision,
  DecisionRequest,
  GuardQuestion,
  Refusal,
  WorkflowActor,
  WorkflowEvent,
} from './decision.js';
import type { EffectUse } from './definition.js';
import { faultsOfInput } from './form.js';
import { consentFrom, partiesMissing, refusalsOf } from './refusals.js';

const NO_CONSENTS: CaseSnapshot['consents'] = Object.freeze({});
const NO_PERFORMERS: CaseSnapshot['performers'] = Object.freeze({});
const NO_EFFECTS: readonly never[] = Object.freeze([]);

/** Brings a case into being, if the actor may and the form is filled in as it should be. */
export function create<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  request: CreationRequest<Facts>,
): Decision<Effect> {
  const { creation } = workflow;
  const { actor, input } = request;
  const refusals: Refusal[] = [];
  if (!creation.roles.some((role) => actor.roles.includes(role))) {
    refusals.push({ code: 'wrong_role', rolesNeeded: creation.roles });
  }
  const errors = faultsOfInput(creation.form, input, request.now);
  if (errors.length > 0) refusals.push({ code: 'invalid_input', errors });
  if (isNotEmpty(refusals)) return { outcome: 'refused', refusals };

  const snapshot: CaseSnapshot = {
    state: creation.to.name,
    origin: null,
    gates: creation.gates,
    consents: NO_CONSENTS,
    performers: NO_PERFORMERS,
  };
  const events: WorkflowEvent[] = [
    { type: 'created', transition: creation.name, to: snapshot.state, gates: creation.gates, actorId: actor.id, input },
  ];
  const gates = openGates(creation.to, { ...request, snapshot }, events);
  return {
    outcome: 'accepted',
    snapshot: gates === snapshot.gates ? snapshot : { ...snapshot, gates },
    events,
    effects: NO_EFFECTS,
  };
}

/**
 * Says what an act would do to a case: where it then stands, what happened, what is to be done.
 * A refusal is an answer and carries every reason at once; a snapshot of another lifecycle is a bug and throws.
 */
export function decide<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  request: DecisionRequest<Facts>,
): Decision<Effect> {
  const { snapshot, transition: name } = request;
  const state = stateOf(workflow, snapshot.state);
  const act = offeredAct(state, name, snapshot);
  if (!act) return { outcome: 'refused', refusals: [whyNotOffered(workflow, name, snapshot)] };

  const refusals = refusalsOf(workflow, act, request);
  if (refusals) return { outcome: 'refused', refusals };

  if (act.kind === 'gate-act') return moveGate(act, request);
  if (act.jointly) return consent(workflow, act, act.jointly, request);
  return move(workflow, act, request, snapshot.origin);
}

/** The act of this name that starts from where the case and its gates stand. */
export function offeredAct<Facts, Effect extends EffectUse>(
  state: CompiledState<Facts, Effect>,
  name: string,
  snapshot: CaseSnapshot,
): CompiledAct<Facts, Effect> | undefined {
  const acts = state.acts.get(name);
  if (!acts) return undefined;
  for (const act of acts) {
    if (act.kind === 'transition' || act.from.includes(gateState(snapshot, act.gate))) return act;
  }
  return undefined;
}

/** The reason why the case does not offer an act where it stands. */
export function whyNotOffered<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  name: string,
  snapshot: CaseSnapshot,
): Refusal {
  const acts = workflow.acts.get(name);
  if (!acts) return { code: 'unknown_transition', transition: name };
  const here =
    stateOf(workflow, snapshot.state)
      .acts.get(name)
      ?.filter((act) => act.kind === 'gate-act') ?? [];
  const [first] = here;
  if (first) {
    return {
      code: 'wrong_gate_state',
      gate: first.gate,
      gateState: gateState(snapshot, first.gate),
      allowedFrom: here.flatMap((act) => act.from),
    };
  }
  const allowedFrom = acts.flatMap((act) => (act.kind === 'transition' ? act.definition.from : act.definition.during));
  return { code: 'wrong_state', state: snapshot.state, allowedFrom: [...new Set(allowedFrom)] };
}

/** Where a transition would lead from here. */
export function destinationOf<Facts, Effect extends EffectUse>(
  act: CompiledTransition<Facts, Effect>,
  origin: string | null,
): string {
  return act.to ?? origin ?? act.otherwise;
}

function move<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  act: CompiledTransition<Facts, Effect>,
  request: DecisionRequest<Facts>,
  origin: string | null,
  before?: WorkflowEvent,
): Decision<Effect> {
  const { snapshot, actor, input } = request;
  const to = stateOf(workflow, destinationOf(act, origin));
  const moved: WorkflowEvent = act.isRemembered
    ? {
        type: 'moved',
        transition: act.name,
        from: snapshot.state,
        to: to.name,
        actorId: actor.id,
        input,
        remembered: true,
      }
    : { type: 'moved', transition: act.name, from: snapshot.state, to: to.name, actorId: actor.id, input };
  const events = before ? [before, moved] : [moved];
  return {
    outcome: 'accepted',
    snapshot: {
      state: to.name,
      origin: snapshot.state,
      gates: to.openings.length === 0 ? snapshot.gates : openGates(to, request, events),
      consents: NO_CONSENTS,
      performers: performersAfter(act, snapshot, actor),
    },
    events,
    effects: act.effects,
  };
}

function moveGate<Facts, Effect extends EffectUse>(
  act: CompiledGateAct<Facts, Effect>,
  { snapshot, actor, input }: DecisionRequest<Facts>,
): Decision<Effect> {
  const event: WorkflowEvent = {
    type: 'gate-moved',
    gate: act.gate,
    transition: act.name,
    from: gateState(snapshot, act.gate),
    to: act.to,
    actorId: actor.id,
    input,
    ...(act.isRemembered && { remembered: true }),
    ...(act.clearsConsents && { clearsConsents: true }),
  };
  return {
    outcome: 'accepted',
    snapshot: {
      state: snapshot.state,
      origin: snapshot.origin,
      gates: { ...snapshot.gates, [act.gate]: act.to },
      consents: act.clearsConsents ? NO_CONSENTS : snapshot.consents,
      performers: performersAfter(act, snapshot, actor),
    },
    events: [event],
    effects: act.effects,
  };
}

/** Notes one party's consent; the case moves once no party is left to be waited for. */
function consent<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  act: CompiledTransition<Facts, Effect>,
  parties: NonNullable<CompiledTransition<Facts, Effect>['jointly']>,
  request: DecisionRequest<Facts>,
): Decision<Effect> {
  const { snapshot, actor, input } = request;
  const given = snapshot.consents[act.name] ?? {};
  const party = consentFrom(parties, given, actor);
  if (party === null)
    throw new Error(`Nobody for whom ${actor.id} could consent to ${act.name}: refusalsOf must have said so`);
  const event: WorkflowEvent = { type: 'consented', transition: act.name, party, actorId: actor.id, input };
  const together = { ...given, [party]: actor.id };
  if (partiesMissing(parties, together, snapshot).length === 0)
    return move(workflow, act, request, snapshot.origin, event);
  return {
    outcome: 'accepted',
    snapshot: { ...snapshot, consents: { ...snapshot.consents, [act.name]: together } },
    events: [event],
    effects: NO_EFFECTS,
  };
}

/** Sets the gates that open by themselves on entering a state. */
function openGates<Facts, Effect extends EffectUse>(
  state: CompiledState<Facts, Effect>,
  question: GuardQuestion<Facts>,
  events: WorkflowEvent[],
): CaseSnapshot['gates'] {
  let { gates } = question.snapshot;
  for (const { gate, options } of state.openings) {
    const from = gateState(question.snapshot, gate);
    const opening = options.find(
      (option) =>
        option.from.includes(from) && option.guards.every((guard) => guard.ask(question, guard.params) === true),
    );
    if (!opening || opening.to === from) continue;
    gates = { ...gates, [gate]: opening.to };
    events.push({
      type: 'gate-moved',
      gate,
      transition: null,
      from,
      to: opening.to,
      actorId: question.actor.id,
      input: NO_INPUT,
    });
  }
  return gates;
}

function performersAfter<Facts, Effect extends EffectUse>(
  act: CompiledAct<Facts, Effect>,
  snapshot: CaseSnapshot,
  actor: WorkflowActor,
): CaseSnapshot['performers'] {
  return act.isRemembered ? { ...snapshot.performers, [act.name]: actor.id } : snapshot.performers;
}

function isNotEmpty(refusals: Refusal[]): refusals is [Refusal, ...Refusal[]] {
  return refusals.length > 0;
}
