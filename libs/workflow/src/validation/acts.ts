import type { GateTransitionDefinition, TransitionDefinition } from '../definition.js';
import type { Placed, SoundParts } from './salvage.js';

/** An act of the case or of a gate, with its place. */
export type PlacedAct = Placed<TransitionDefinition> | (Placed<GateTransitionDefinition> & { readonly gate: string });

/** The acts on gates that are sound. */
export function gateActsOf(
  parts: SoundParts,
): readonly (Placed<GateTransitionDefinition> & { readonly gate: string })[] {
  return parts.gateDefinitions.flatMap(({ at, name: gate, value }) =>
    value.transitions.map((act, index) => ({ at: `${at}/transitions/${index}`, name: act.name, value: act, gate })),
  );
}

/** All acts that are sound. */
export function actsOf(parts: SoundParts): readonly PlacedAct[] {
  return [...parts.transitions, ...gateActsOf(parts)];
}

/** Acts by name. */
export function actsByName(acts: readonly PlacedAct[]): ReadonlyMap<string, readonly PlacedAct[]> {
  const index = new Map<string, PlacedAct[]>();
  for (const act of acts) {
    const sameName = index.get(act.name);
    if (sameName) sameName.push(act);
    else index.set(act.name, [act]);
  }
  return index;
}
