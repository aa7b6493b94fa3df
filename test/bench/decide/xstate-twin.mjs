import { assign, setup, transition } from 'xstate';

/**
 * The main line of a lifecycle as an XState machine: every act with a guard (who may), an assignment (where the case came
 * from) and one action. No forms, no gates, no reasons for a refusal: less than `decide` answers.
 * @param {import('#libs/workflow').WorkflowDefinition} definition
 */
export function twinOf(definition) {
  const kinds = setup({
    types: {
      context: /** @type {{ origin: string | null, actorId: string | null }} */ ({ origin: null, actorId: null }),
      events: /** @type {{ type: string, actorId: string, roles: readonly string[], from: string }} */ ({}),
    },
    guards: {
      mayAct: ({ event }, /** @type {{ roles: readonly string[] }} */ { roles }) =>
        event.roles.some((role) => roles.includes(role)),
    },
    actions: {
      tell: () => undefined,
      remember: assign({ origin: ({ event }) => event.from, actorId: ({ event }) => event.actorId }),
    },
  });
  /** @type {Record<string, { on: Record<string, object> }>} */
  const states = Object.fromEntries(Object.keys(definition.states).map((name) => [name, { on: {} }]));
  for (const { name, from, to, roles } of definition.transitions) {
    for (const state of from) {
      const target = typeof to === 'string' ? to : to.otherwise;
      const on = states[state]?.on;
      if (on) on[name] = { target, guard: { type: 'mayAct', params: { roles } }, actions: ['remember', 'tell'] };
    }
  }
  const machine = kinds.createMachine({
    id: definition.id,
    initial: definition.creation.to,
    context: { origin: null, actorId: null },
    states,
  });
  const snapshots = new Map(
    Object.keys(definition.states).map((value) => [
      value,
      machine.resolveState({ value, context: { origin: null, actorId: null } }),
    ]),
  );
  return {
    /** @param {string} state @param {string} act @param {{ id: string, roles: readonly string[] }} actor */
    take(state, act, actor) {
      const snapshot = snapshots.get(state);
      if (!snapshot) throw new Error(`There is no state ${state}`);
      return transition(machine, snapshot, { type: act, actorId: actor.id, roles: actor.roles, from: state })[0];
    },
  };
}
