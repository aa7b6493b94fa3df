import type { ConsentingParty, TransitionDefinition } from '../definition.js';
import { actsByName, actsOf, type PlacedAct } from './acts.js';
import type { Report } from './report.js';
import type { SoundParts } from './salvage.js';

/** Rules about who does what: ambiguous acts, joint acts that cannot be joint, four eyes that are two. */
export function reportConduct(parts: SoundParts, report: Report): void {
  const acts = actsByName(actsOf(parts));
  for (const [name, sameName] of acts) {
    if (name === parts.creation?.name) {
      for (const { at } of sameName) {
        report.add(
          `${at}/name`,
          'ambiguous_act',
          `"${name}" is what creation is called.`,
          'Give the act another name.',
        );
      }
    }
    reportAmbiguity(name, sameName, report);
  }
  for (const { at, value } of parts.transitions) {
    if (value.jointly) reportJointAct(at, value, value.jointly, report);
  }
  for (const act of actsOf(parts)) reportFourEyes(act, acts, report);
}

/** One name may stand for several acts only if at most one of them can ever be meant. */
function reportAmbiguity(name: string, acts: readonly PlacedAct[], report: Report): void {
  const hint = 'Give one of them another name, or other places to start from.';
  const [first] = acts;
  if (!first) return;
  const taken = new Set<string>();
  for (const act of acts) {
    if (gateOf(act) !== gateOf(first)) {
      report.add(
        `${act.at}/name`,
        'ambiguous_act',
        `"${name}" is also an act ${gateOf(first) === null ? 'on the case' : `on the gate "${gateOf(first)}"`}.`,
        hint,
      );
      continue;
    }
    // Stops at the first place met again: the places of all acts together stay as many as there are positions.
    const own = new Set<string>();
    for (const place of placesOf(act)) {
      if (taken.has(place)) {
        report.add(`${act.at}/from`, 'ambiguous_act', `Another act "${name}" starts from "${place}" as well.`, hint);
        break;
      }
      own.add(place);
    }
    for (const place of own) taken.add(place);
  }
}

function reportJointAct(
  at: string,
  transition: TransitionDefinition,
  parties: readonly ConsentingParty[],
  report: Report,
): void {
  report.repeated(
    `${at}/jointly`,
    'party',
    parties.map(({ party }) => party),
  );
  const consenting = parties.flatMap(({ roles }) => roles);
  report.repeated(`${at}/jointly`, 'role of two parties', consenting);
  const idle = transition.roles.filter((role) => !consenting.includes(role));
  const unheard = consenting.filter((role) => !transition.roles.includes(role));
  if (idle.length > 0) {
    report.add(
      `${at}/jointly`,
      'role_without_party',
      `These roles stand on no side: ${idle.join(', ')}.`,
      'Put each role of a joint act on one side.',
    );
  }
  if (unheard.length > 0) {
    report.add(
      `${at}/roles`,
      'party_without_role',
      `These roles consent but may not act: ${unheard.join(', ')}.`,
      'List them among the roles of the act.',
    );
  }
}

/** Four eyes are asked: then nobody may have both roles, and the other act must be one person's. */
function reportFourEyes(act: PlacedAct, acts: ReadonlyMap<string, readonly PlacedAct[]>, report: Report): void {
  const other = act.value.fourEyesWith;
  if (other === undefined) return;
  const at = `${act.at}/fourEyesWith`;
  if (other === act.name) {
    report.add(
      at,
      'four_eyes_with_itself',
      'An act cannot be the check of itself.',
      'Name the act that was done before.',
    );
    return;
  }
  for (const before of acts.get(other) ?? []) {
    const shared = before.value.roles.filter((role) => act.value.roles.includes(role));
    if (shared.length > 0) {
      report.add(
        at,
        'same_role_proposes_and_approves',
        `Both "${other}" and "${act.name}" can be done by: ${shared.join(', ')}.`,
        'Take the role out of one of the two.',
      );
    }
    if ('jointly' in before.value && before.value.jointly) {
      report.add(
        at,
        'four_eyes_with_joint_act',
        `"${other}" is done by several people together.`,
        'Name an act of one person.',
      );
    }
  }
}

function gateOf(act: PlacedAct): string | null {
  return 'gate' in act ? act.gate : null;
}

/** Where an act starts: in main states, or in states of its gate during main states. */
function* placesOf({ value }: PlacedAct): Iterable<string> {
  if (!('during' in value)) {
    yield* value.from;
    return;
  }
  for (const state of value.during) for (const gateState of value.from) yield `${state} / ${gateState}`;
}
