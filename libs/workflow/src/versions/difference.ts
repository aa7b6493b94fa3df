import type { Limit, Urgency, WorkflowDefinition } from '../definition.js';
import { ActComparison } from './act-difference.js';
import { byName, type Change, listed, same, within } from './change.js';

/** What changes from one definition to another, in sentences a person can judge; an empty list if nothing does. */
export function difference(from: WorkflowDefinition, to: WorkflowDefinition): readonly Change[] {
  const acts = new ActComparison();
  return [
    ...declared('role', '/roles', from.roles, to.roles, (name, before, after, at) =>
      within(
        at,
        'party',
        before.party,
        after.party,
        (was, is) => `Role "${name}" is on the side of ${is} instead of ${was}.`,
      ),
    ),
    ...declared('state', '/states', from.states, to.states, (name, before, after, at) => [
      ...within(
        at,
        'phase',
        before.phase,
        after.phase,
        (was, is) => `State "${name}" belongs to ${is} instead of ${was}.`,
      ),
      ...within(
        at,
        'holder',
        before.holder,
        after.holder,
        (was, is) => `In "${name}" the ball is held by ${is} instead of ${was}.`,
      ),
      ...within(
        at,
        'clock',
        before.clock,
        after.clock,
        (was, is) => `In "${name}" the clock is ${is} instead of ${was}.`,
      ),
      ...within(at, 'terminal', before.terminal ?? false, after.terminal ?? false, (_, is) =>
        is ? `State "${name}" is now an end.` : `State "${name}" is no longer an end.`,
      ),
      ...within(
        at,
        'marks',
        before.marks ?? {},
        after.marks ?? {},
        () => `State "${name}" is marked otherwise for reports.`,
      ),
    ]),
    ...within(
      '/creation',
      'to',
      from.creation.to,
      to.creation.to,
      (was, is) => `A case begins in "${is}" instead of "${was}".`,
    ),
    ...within(
      '/creation',
      'name',
      from.creation.name,
      to.creation.name,
      (was, is) => `Creation is called "${is}" instead of "${was}".`,
    ),
    ...acts.roles('/creation', to.creation.name, from.creation.roles, to.creation.roles),
    ...acts.form('/creation/input', to.creation.name, from.creation.input, to.creation.input),
    ...acts.transitions(from.transitions, to.transitions),
    ...declared('gate', '/gates', from.gates, to.gates, (name, before, after, at) => [
      ...within(
        at,
        'initial',
        before.initial,
        after.initial,
        (was, is) => `Gate "${name}" begins at "${is}" instead of "${was}".`,
      ),
      ...declared(`gate "${name}" state`, `${at}/states`, before.states, after.states, () => []),
      ...within(
        at,
        'opens',
        before.opens ?? [],
        after.opens ?? [],
        () => `Gate "${name}" opens by itself in another way.`,
      ),
      ...acts.gateActs(`${at}/transitions`, name, before.transitions, after.transitions),
    ]),
    ...targets(from, to),
    ...labels(from, to),
  ];
}

function declared<Item>(
  kind: string,
  at: string,
  before: Readonly<Record<string, Item>>,
  after: Readonly<Record<string, Item>>,
  changed: (name: string, before: Item, after: Item, at: string) => readonly Change[],
): readonly Change[] {
  return byName(before, after).flatMap(({ name, was, is }): readonly Change[] => {
    const place = `${at}/${name}`;
    if (was === undefined) return [{ pointer: place, kind: 'added', sentence: `There is a new ${kind} "${name}".` }];
    if (is === undefined)
      return [{ pointer: place, kind: 'removed', sentence: `There is no ${kind} "${name}" any more.` }];
    return changed(name, was, is, place);
  });
}

const URGENCIES: readonly Urgency[] = ['emergency', 'urgent', 'routine'];

function targets(from: WorkflowDefinition, to: WorkflowDefinition): readonly Change[] {
  const named = ({ targets: list }: WorkflowDefinition) =>
    Object.fromEntries(list.map((target) => [target.name, target]));
  return declared('time limit', '/targets', named(from), named(to), (name, before, after, at) => [
    ...URGENCIES.flatMap((urgency) =>
      within(
        `${at}/limits`,
        urgency,
        before.limits[urgency],
        after.limits[urgency],
        (was, is) => `Time limit "${name}" is ${inWords(is)} instead of ${inWords(was)} for ${urgency} cases.`,
      ),
    ),
    ...within(
      at,
      'opensOn',
      before.opensOn,
      after.opensOn,
      (_, is) => `Time limit "${name}" now begins with ${listed(is.states)}.`,
    ),
    ...within(
      at,
      'metOn',
      before.metOn,
      after.metOn,
      (_, is) => `Time limit "${name}" is now met by ${listed(is.states)}.`,
    ),
    ...within(
      at,
      'owner',
      before.owner,
      after.owner,
      (was, is) => `Time limit "${name}" is owed by ${is} instead of ${was}.`,
    ),
    ...within(
      at,
      'calendar',
      before.calendar,
      after.calendar,
      (was, is) => `Time limit "${name}" counts on the calendar of the ${is} instead of the ${was}.`,
    ),
    ...within(at, 'thresholds', before.thresholds, after.thresholds, (was, is) => {
      const marks = (list: typeof is) => listed(list.map(({ atPercent, name: mark }) => `${mark} at ${atPercent} %`));
      return `Thresholds of "${name}" are ${marks(is)}${same(marks(was), marks(is)) ? ', with other consequences' : ` instead of ${marks(was)}`}.`;
    }),
    ...within(
      at,
      'run',
      runOf(before),
      runOf(after),
      () => `The clock of "${name}" runs, pauses or opens again otherwise.`,
    ),
  ]);
}

function runOf({ metByLeaving = false, pausedBy, onReturn, recurring = false }: WorkflowDefinition['targets'][number]) {
  return { metByLeaving, pausedBy, onReturn, recurring };
}

function inWords({ amount, unit }: Limit): string {
  return `${amount} ${unit.replace('-', ' ')}`;
}

function labels(from: WorkflowDefinition, to: WorkflowDefinition): readonly Change[] {
  const count = byName(from.labels ?? {}, to.labels ?? {}).filter(({ was, is }) => !same(was, is)).length;
  if (count === 0) return [];
  return [
    {
      pointer: '/labels',
      kind: 'changed',
      sentence: `${count} ${count === 1 ? 'name is' : 'names are'} worded otherwise.`,
    },
  ];
}
