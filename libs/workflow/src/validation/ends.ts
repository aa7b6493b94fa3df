import type { Report } from './report.js';
import type { SoundParts } from './salvage.js';

/** Rules about how a case ends: who still holds it, what may follow an end. */
export function reportEnds(parts: SoundParts, report: Report): void {
  const terminal = new Set<string>();
  for (const { at, name, value } of parts.stateDefinitions) {
    if (value.terminal) {
      terminal.add(name);
      if (value.holder !== 'none') {
        report.add(
          `${at}/holder`,
          'end_with_holder',
          `"${name}" is an end, yet somebody holds the ball.`,
          'Its holder is "none".',
        );
      }
    } else if (value.holder === 'none') {
      report.add(`${at}/holder`, 'no_holder', `Nobody holds a case in "${name}".`, 'Name the party whose turn it is.');
    }
    if ((value.phase === 'closed') !== (value.terminal ?? false)) {
      const hint = 'Ends, and only ends, are in the phase "closed": other code asks for the phase.';
      report.add(`${at}/phase`, 'phase_and_end_differ', `The phase of "${name}" is "${value.phase}".`, hint);
    }
  }
  if (terminal.size === 0 && parts.states && parts.stateDefinitions.length === parts.states.size) {
    report.add(
      '/states',
      'no_end',
      'No state is terminal.',
      'Mark the states in which a case is over with "terminal": true.',
    );
  }
  if (parts.creation && terminal.has(parts.creation.to)) {
    report.add(
      '/creation/to',
      'created_ended',
      'A case would be over as soon as it is created.',
      'Lead to a state that is not terminal.',
    );
  }
  for (const { at, name, value } of parts.transitions) {
    value.from.forEach((state, index) => {
      if (!parts.states?.has(state)) return;
      if (terminal.has(state) && !value.reopens) {
        report.add(
          `${at}/from/${index}`,
          'leaves_end',
          `"${name}" leads out of "${state}", which is an end.`,
          'Take the state out, or mark the act with "reopens": true.',
        );
      }
      if (!terminal.has(state) && value.reopens) {
        report.add(
          `${at}/from/${index}`,
          'reopens_what_is_open',
          `"${state}" is no end, so "${name}" cannot reopen it.`,
          'Give the act to ends only.',
        );
      }
    });
    if (value.reopens && typeof value.to === 'string' && terminal.has(value.to)) {
      report.add(
        `${at}/to`,
        'reopens_into_end',
        `"${name}" reopens a case only to end it.`,
        'Lead to a state that is not terminal.',
      );
    }
  }
}
