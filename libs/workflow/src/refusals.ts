import { type CompiledAct, type CompiledGuard, gateState, type Workflow } from './compile.js';
import type { ActInput, CaseSnapshot, DecisionRequest, Refusal, WayOut, WorkflowActor } from './decision.js';
import type { ConsentingParty, EffectUse, GateRequirement } from './definition.js';
import { faultsOfInput } from './form.js';

/** An act asked about: with the input of a form, or without while the engine only lists what is available. */
export interface ActQuestion<Facts> extends Omit<DecisionRequest<Facts>, 'transition' | 'input'> {
  readonly input: ActInput | undefined;
}

/** Every reason against an act the case offers where it stands; null if there is none. */
export function refusalsOf<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  act: CompiledAct<Facts, Effect>,
  question: ActQuestion<Facts>,
): readonly [Refusal, ...Refusal[]] | null {
  const { snapshot, actor, input } = question;
  let refusals: [Refusal, ...Refusal[]] | null = null;
  const refuse = (refusal: Refusal): void => {
    if (refusals) refusals.push(refusal);
    else refusals = [refusal];
  };

  if (!hasOneOf(actor.roles, act.roles)) refuse({ code: 'wrong_role', rolesNeeded: act.roles });

  if (act.fourEyesWith !== null && snapshot.performers[act.fourEyesWith] === actor.id) {
    refuse({ code: 'four_eyes', otherAct: act.fourEyesWith });
  }
  if (act.kind === 'transition' && act.jointly) {
    const refusal = consentRefusal(act.name, act.jointly, snapshot, actor);
    if (refusal) refuse(refusal);
  }

  for (const need of act.needs) {
    if (!need.isOneOf.includes(gateState(snapshot, need.gate))) refuse(gateNotReady(workflow, need, snapshot));
  }

  // A guard reads a form only if it is sound: it must not have to doubt the types of what it is given.
  const errors = input === undefined ? undefined : faultsOfInput(act.form, input, question.now);
  const isFaulty = errors !== undefined && errors.length > 0;
  if (isFaulty) refuse({ code: 'invalid_input', errors });
  const asked = isFaulty ? { ...question, input: undefined } : question;
  for (const guard of act.guards) {
    const refusal = guardRefusal(workflow, guard, asked);
    if (refusal) refuse(refusal);
  }
  return refusals;
}

/** The party an actor can consent for: one that has not consented yet where the actor stands on several sides. */
export function consentFrom(
  parties: readonly ConsentingParty[],
  given: Readonly<Record<string, string>>,
  actor: WorkflowActor,
): string | null {
  let repeated: string | null = null;
  for (const { party, roles } of parties) {
    if (!hasOneOf(actor.roles, roles)) continue;
    if (!Object.hasOwn(given, party)) return party;
    repeated ??= party;
  }
  return repeated;
}

/** The parties whose consent is still waited for. */
export function partiesMissing(
  parties: readonly ConsentingParty[],
  given: Readonly<Record<string, string>>,
  snapshot: CaseSnapshot,
): readonly string[] {
  return parties.flatMap(({ party, deemedWhen }) => {
    const isDeemed = deemedWhen !== undefined && deemedWhen.isOneOf.includes(gateState(snapshot, deemedWhen.gate));
    return isDeemed || Object.hasOwn(given, party) ? [] : [party];
  });
}

function consentRefusal(
  act: string,
  parties: readonly ConsentingParty[],
  snapshot: CaseSnapshot,
  actor: WorkflowActor,
): Refusal | null {
  const given = snapshot.consents[act] ?? {};
  const party = consentFrom(parties, given, actor);
  if (party === null) return null;
  if (Object.hasOwn(given, party)) {
    // Once nobody is waited for (the other side's silence ran out), saying it again completes the act.
    const waitingFor = partiesMissing(parties, given, snapshot);
    return waitingFor.length > 0 ? { code: 'already_consented', party, waitingFor } : null;
  }
  return Object.values(given).includes(actor.id) ? { code: 'four_eyes', otherAct: act } : null;
}

function guardRefusal<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  guard: CompiledGuard<Facts>,
  question: ActQuestion<Facts>,
): Refusal | null {
  const answer = guard.ask(question, guard.params);
  if (answer === true) return null;
  return {
    code: 'guard_failed',
    guard: guard.name,
    missing: answer.missing,
    details: answer.details ?? {},
    settledBy: (answer.settledBy ?? []).map((act) => ({ act, roles: rolesFor(workflow, act) })),
  };
}

function rolesFor<Facts, Effect extends EffectUse>(workflow: Workflow<Facts, Effect>, act: string): readonly string[] {
  return [...new Set((workflow.acts.get(act) ?? []).flatMap(({ roles }) => roles))];
}

function gateNotReady<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  need: GateRequirement,
  snapshot: CaseSnapshot,
): Refusal {
  const state = gateState(snapshot, need.gate);
  return {
    code: 'gate_not_ready',
    gate: need.gate,
    gateState: state,
    needed: need.isOneOf,
    settledBy: stepsTowards(workflow, need, state),
  };
}

/** The acts that can be taken next from where a gate stands, on some way to a state that is needed. */
function stepsTowards<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  { gate, isOneOf }: GateRequirement,
  from: string,
): readonly WayOut[] {
  const acts = workflow.definition.gates[gate]?.transitions ?? [];
  const leading = new Set(isOneOf);
  for (let before = -1; before < leading.size;) {
    before = leading.size;
    for (const act of acts) if (leading.has(act.to)) act.from.forEach((state) => leading.add(state));
  }
  return acts
    .filter((act) => act.from.includes(from) && act.to !== from && leading.has(act.to))
    .map((act) => ({ act: act.name, roles: act.roles }));
}

function hasOneOf(held: readonly string[], needed: readonly string[]): boolean {
  for (const role of held) if (needed.includes(role)) return true;
  return false;
}
