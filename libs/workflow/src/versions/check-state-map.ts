import type { WorkflowDefinition } from '../definition.js';
import { escapePointer } from '../json-pointer.js';
import type { Fault } from '../validation/report.js';
import type { StateMap } from './migration.js';

/**
 * Everything wrong with a map of states, whether or not a case stands where the fault is: names that none of the
 * definitions left, or the one entered, knows, and states that would end a case. Pointers lead into the map.
 */
export function checkStateMap(
  map: StateMap,
  from: readonly WorkflowDefinition[],
  to: WorkflowDefinition,
): readonly Fault[] {
  const faults: Fault[] = [];
  const unknown = (pointer: string, what: string, side: 'left' | 'entered'): void => {
    faults.push({
      pointer,
      code: side === 'left' ? 'unknown_before' : 'unknown_after',
      message: `The definition ${side} has no ${what}.`,
      hint: side === 'left' ? 'Name a place live cases stand in now.' : 'Name a place of the version cases migrate to.',
    });
  };

  for (const [before, after] of Object.entries(map.states ?? {})) {
    const pointer = `/states/${escapePointer(before)}`;
    if (!from.some(({ states }) => Object.hasOwn(states, before))) unknown(pointer, `state "${before}"`, 'left');
    const state = Object.hasOwn(to.states, after) ? to.states[after] : undefined;
    if (!state) unknown(pointer, `state "${after}"`, 'entered');
    else if (state.terminal) {
      const message = `"${after}" is an end: a case is closed by an act of people, never by a map.`;
      faults.push({ pointer, code: 'ends_case', message, hint: 'Map to a state from which people close the case.' });
    }
  }
  for (const [name, states] of Object.entries(map.gates ?? {})) {
    const place = `/gates/${escapePointer(name)}`;
    const gate = Object.hasOwn(to.gates, name) ? to.gates[name] : undefined;
    const former = from.flatMap(({ gates }) => (Object.hasOwn(gates, name) ? [gates[name]] : []));
    if (!gate || former.length === 0) {
      unknown(place, `gate "${name}"`, gate ? 'left' : 'entered');
      continue;
    }
    for (const [before, after] of Object.entries(states)) {
      const pointer = `${place}/${escapePointer(before)}`;
      if (!former.some((one) => one && Object.hasOwn(one.states, before)))
        unknown(pointer, `"${before}" of gate "${name}"`, 'left');
      if (!Object.hasOwn(gate.states, after)) unknown(pointer, `"${after}" of gate "${name}"`, 'entered');
    }
  }
  return faults;
}
