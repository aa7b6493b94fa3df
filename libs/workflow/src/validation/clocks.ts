import type { ActInput, InputFault } from '../decision.js';
import type { FieldDefinition, TargetDefinition, ThresholdDefinition, WorkflowDefinition } from '../definition.js';
import { compileForm, faultsOfInput } from '../form.js';
import type { ProvedFlow } from './flow.js';
import type { Report } from './report.js';

/** Proves that every clock can run, can be met, and rings for somebody who can do something. */
export function reportClocks(definition: WorkflowDefinition, flow: ProvedFlow, report: Report): void {
  report.repeated(
    '/targets',
    'target',
    definition.targets.map(({ name }) => name),
  );
  definition.targets.forEach((target, index) => {
    const at = `/targets/${index}`;
    reportRun(at, target, definition, flow, report);
    reportMet(at, target, definition, flow, report);
    reportThresholds(at, target, definition, flow, report);
  });
}

/** The main states in which a clock can be opened. */
function openingStates({ opensOn }: TargetDefinition, { gatesIn }: ProvedFlow): readonly string[] {
  if (!('gate' in opensOn)) return opensOn.states;
  const here = gatesIn.get(opensOn.gate) ?? new Map<string, ReadonlySet<string>>();
  return [...here].filter(([, states]) => opensOn.states.some((state) => states.has(state))).map(([state]) => state);
}

/** No clock in a state nobody can leave, none that stands still from the start. */
function reportRun(
  at: string,
  target: TargetDefinition,
  definition: WorkflowDefinition,
  flow: ProvedFlow,
  report: Report,
): void {
  if ('gate' in target.opensOn) return;
  target.opensOn.states.forEach((name, index) => {
    const state = definition.states[name];
    if (!state) return;
    const here = `${at}/opensOn/states/${index}`;
    const standsStill = state.clock === 'none' || (state.clock === 'paused' && target.pausedBy === 'paused-states');
    if (standsStill) {
      report.add(
        here,
        'clock_stands_still',
        `The clock "${target.name}" would open in "${name}", where no clock of its kind runs.`,
        "Let it open elsewhere, or let the state's clock run.",
      );
    }
    if (state.terminal && state.clock !== 'follow-up') {
      report.add(
        here,
        'clock_at_end',
        `The clock "${target.name}" would open at the end "${name}".`,
        'Only ends whose clock is "follow-up" may open one.',
      );
    }
    if (state.terminal && !canBeMetAtEnd(target, name, flow)) {
      report.add(
        here,
        'clock_without_end',
        `Nothing in "${name}" can meet the clock "${target.name}".`,
        'Let an act on a gate meet it there.',
      );
    }
  });
}

function canBeMetAtEnd({ metOn }: TargetDefinition, state: string, { gatesIn }: ProvedFlow): boolean {
  if (!('gate' in metOn)) return false;
  const here = gatesIn.get(metOn.gate)?.get(state);
  return metOn.states.some((gateState) => here?.has(gateState));
}

function reportMet(
  at: string,
  target: TargetDefinition,
  definition: WorkflowDefinition,
  flow: ProvedFlow,
  report: Report,
): void {
  const { metOn, opensOn } = target;
  const later = flow.fromStates(openingStates(target, flow));
  const isMet =
    'gate' in metOn
      ? [...later].some((state) =>
          metOn.states.some((gateState) => flow.gatesIn.get(metOn.gate)?.get(state)?.has(gateState)),
        )
      : metOn.states.some((state) => later.has(state));
  if (!isMet && !target.metByLeaving) {
    report.add(
      `${at}/metOn`,
      'never_met',
      `Nothing that follows meets the clock "${target.name}".`,
      'Name states that come after those it opens on.',
    );
  }
  const sameKind = 'gate' in metOn ? 'gate' in opensOn && opensOn.gate === metOn.gate : !('gate' in opensOn);
  const both = sameKind ? metOn.states.filter((state) => opensOn.states.includes(state)) : [];
  if (both.length > 0) {
    report.add(
      `${at}/metOn`,
      'met_where_opened',
      `The clock "${target.name}" is opened and met by the same: ${both.join(', ')}.`,
      'Take it out of one of the two.',
    );
  }
}

function reportThresholds(
  at: string,
  target: TargetDefinition,
  definition: WorkflowDefinition,
  flow: ProvedFlow,
  report: Report,
): void {
  report.repeated(
    `${at}/thresholds`,
    'threshold',
    target.thresholds.map(({ name }) => name),
  );
  target.thresholds.forEach((threshold, index) => {
    const here = `${at}/thresholds/${index}`;
    const before = target.thresholds[index - 1];
    if (before && before.atPercent >= threshold.atPercent) {
      report.add(
        `${here}/atPercent`,
        'thresholds_not_rising',
        `${threshold.atPercent} does not come after ${before.atPercent}.`,
        'Order the thresholds by their per cent, each once.',
      );
    }
    if (threshold.performs !== undefined) {
      reportPerformed(here, threshold, threshold.performs, target, definition, flow, report);
    } else if (threshold.input) {
      report.add(
        `${here}/input`,
        'input_without_act',
        'There is input, but no act is performed.',
        'Name the act, or take the input out.',
      );
    }
  });
}

/** What the system does when a clock rings must be an act the system may do, where the clock can ring, with a sound form. */
function reportPerformed(
  at: string,
  threshold: ThresholdDefinition,
  name: string,
  target: TargetDefinition,
  definition: WorkflowDefinition,
  flow: ProvedFlow,
  report: Report,
): void {
  const acts = [
    ...definition.transitions.map((act) => ({ ...act, places: act.from })),
    ...Object.values(definition.gates).flatMap((gate) =>
      gate.transitions.map((act) => ({ ...act, places: act.during })),
    ),
  ].filter((act) => act.name === name);
  if (acts.length === 0) return;
  const mayAct = acts.filter(({ roles }) => roles.some((role) => definition.roles[role]?.party === 'system'));
  if (mayAct.length === 0) {
    report.add(
      `${at}/performs`,
      'not_for_the_system',
      `"${name}" is no act of the system.`,
      'Add a role on the side of the system to the act.',
    );
    return;
  }
  const ringing = flow.fromStates(openingStates(target, flow));
  const there = mayAct.filter(({ places }) => places.some((place) => ringing.has(place)));
  if (there.length === 0) {
    report.add(
      `${at}/performs`,
      'performed_elsewhere',
      `"${name}" is not offered where the clock "${target.name}" can ring.`,
      'Name an act of the states in which the clock runs.',
    );
    return;
  }
  const faults = there.map((act) => inputFaults(act.input, threshold.input));
  if (faults.some((each) => each.length === 0)) return;
  for (const { pointer, message } of faults[0] ?? []) {
    report.add(
      `${at}/input${pointer}`,
      'performed_with_faulty_input',
      message,
      `Fill in the form of "${name}" as the system shall.`,
    );
  }
}

/** Dates are left alone: whether one lies in the past depends on the day the clock rings. */
function inputFaults(fields: readonly FieldDefinition[] = [], input: ActInput = {}): readonly InputFault[] {
  return faultsOfInput(compileForm(fields), input, 0).filter(
    ({ code }) => code !== 'in_the_past' && code !== 'in_the_future',
  );
}
