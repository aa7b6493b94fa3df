import type { EffectUse, GateDefinition, WorkflowDefinition } from './definition.js';

type Gates = Readonly<Record<string, { readonly states: Readonly<Record<string, object>> }>>;

/** A requirement on one of the gates, by its own states. */
export type NeedOn<G extends Gates> = {
  [Gate in keyof G & string]: { readonly gate: Gate; readonly isOneOf: readonly (keyof G[Gate]['states'] & string)[] };
}[keyof G & string];

/** A gate whose moves name its own states. */
type GateWithin<
  G extends Gates,
  Gate extends keyof G,
  State extends string,
  Role extends string,
  Guard extends string,
  Effect extends EffectUse,
> = Omit<GateDefinition<State, Role, Guard, Effect>, 'initial' | 'states'> & {
  readonly initial: keyof G[Gate]['states'];
  readonly states: G[Gate]['states'];
};

/** A definition in which every name has to be one that the definition, or its vocabulary, declares. */
export type StrictDefinition<
  State extends string,
  Role extends string,
  G extends Gates,
  Guard extends string,
  Effect extends EffectUse,
> = Omit<
  WorkflowDefinition<NoInfer<State>, NoInfer<Role>, Guard, Effect, NeedOn<NoInfer<G>>>,
  'states' | 'roles' | 'gates'
> &
  Pick<WorkflowDefinition<State, Role, Guard, Effect>, 'states' | 'roles'> & {
    readonly gates: G & {
      readonly [Gate in keyof G]: GateWithin<G, Gate, NoInfer<State>, NoInfer<Role>, Guard, Effect>;
    };
  };

/**
 * Opens a vocabulary for definitions in code: which guards may be asked and which effects may be named.
 * `defineWorkflow<'letter-attached' | …, CaseEffect>()({ … })` gives the definition back as it is; a misspelt
 * state, role, gate, guard or effect does not compile. `validate` proves the rest.
 */
export function defineWorkflow<Guard extends string, Effect extends EffectUse>() {
  return <const State extends string, const Role extends string, const G extends Gates>(
    definition: StrictDefinition<State, Role, G, Guard, Effect>,
  ): StrictDefinition<State, Role, G, Guard, Effect> => definition;
}
