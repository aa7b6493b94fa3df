import { type CompiledAct, type CompiledTransition, stateOf, type Workflow } from './compile.js';
import type { AvailableTransition, DecisionRequest, Refusal } from './decision.js';
import type { EffectUse } from './definition.js';
import { destinationOf, offeredAct, whyNotOffered } from './decide.js';
import { consentFrom, partiesMissing, refusalsOf } from './refusals.js';

/** Who asks what can be done with a case. */
export type AvailabilityRequest<Facts> = Omit<DecisionRequest<Facts>, 'transition' | 'input'>;

/**
 * What can be done with a case where it stands, with the reasons against what cannot: the question of
 * `decide` asked of every act, without a form. With `{ elsewhere: true }` also the acts this state does not offer.
 */
export function available<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  request: AvailabilityRequest<Facts>,
  { elsewhere = false }: { readonly elsewhere?: boolean } = {},
): readonly AvailableTransition[] {
  const state = stateOf(workflow, request.snapshot.state);
  const question = { ...request, input: undefined };
  const lines: AvailableTransition[] = [];
  for (const [name, acts] of elsewhere ? workflow.acts : state.acts) {
    const act = offeredAct(state, name, request.snapshot);
    if (act) {
      const to = moves(act, request) ? destinationOf(act, request.snapshot.origin) : null;
      lines.push(line(workflow, act, to, refusalsOf(workflow, act, question) ?? []));
    } else if (elsewhere) {
      const [any] = acts;
      if (any) lines.push(line(workflow, any, null, [whyNotOffered(workflow, name, request.snapshot)]));
    }
  }
  return lines;
}

function line<Facts, Effect extends EffectUse>(
  workflow: Workflow<Facts, Effect>,
  act: CompiledAct<Facts, Effect>,
  to: string | null,
  refusals: readonly Refusal[],
): AvailableTransition {
  return {
    name: act.name,
    kind: act.kind,
    gate: act.gate,
    to,
    toPhase: to === null ? null : stateOf(workflow, to).phase,
    available: refusals.length === 0,
    confirm: act.confirm,
    input: act.form.fields,
    refusals,
  };
}

/** Whether performing the act would move the case: a consent does only if no other party is waited for. */
function moves<Facts, Effect extends EffectUse>(
  act: CompiledAct<Facts, Effect>,
  { snapshot, actor }: AvailabilityRequest<Facts>,
): act is CompiledTransition<Facts, Effect> {
  if (act.kind === 'gate-act') return false;
  if (!act.jointly) return true;
  const given = snapshot.consents[act.name] ?? {};
  const party = consentFrom(act.jointly, given, actor);
  const together = party === null ? given : { ...given, [party]: actor.id };
  return partiesMissing(act.jointly, together, snapshot).length === 0;
}
