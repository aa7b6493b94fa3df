import type {
  GateDefinition,
  StateDefinition,
  TargetDefinition,
  TransitionDefinition,
  WorkflowDefinition,
} from '../definition.js';
import { escapePointer } from '../json-pointer.js';

/** An element of a definition with its place. */
export interface Placed<Element> {
  readonly at: string;
  readonly name: string;
  readonly value: Element;
}

/** The sound parts of a document, so that its other faults can be named beside those of its shape. */
export interface SoundParts {
  /** All that is declared, sound or not: what refers to it is no further fault. Null where nothing can be read. */
  readonly roles: ReadonlySet<string> | null;
  readonly states: ReadonlySet<string> | null;
  /** The gates with their states. */
  readonly gates: ReadonlyMap<string, ReadonlySet<string> | null> | null;
  readonly stateDefinitions: readonly Placed<StateDefinition>[];
  readonly creation: WorkflowDefinition['creation'] | null;
  readonly transitions: readonly Placed<TransitionDefinition>[];
  readonly gateDefinitions: readonly Placed<GateDefinition>[];
  readonly targets: readonly Placed<TargetDefinition>[];
}

/** Picks what has no faulty place within it. The casts are true of what the schema found nothing wrong with. */
export function soundParts(document: unknown, faulty: ReadonlySet<string>): SoundParts {
  const touched = withAncestors(faulty);
  const root = recordOf(document);
  const isSound = (at: string) => !touched.has(at);
  const placed = <Element>(
    at: string,
    entries: readonly (readonly [string, unknown])[],
    nameOf: (key: string, value: unknown) => string,
  ) =>
    entries
      .map(([key, value]) => ({ at: `${at}/${escapePointer(key)}`, name: nameOf(key, value), value: value as Element }))
      .filter((part) => isSound(part.at));
  const named = (key: string, value: unknown) => String(recordOf(value).name ?? key);

  return {
    roles: keysOf(root.roles),
    states: keysOf(root.states),
    gates: isRecord(root.gates)
      ? new Map(Object.entries(root.gates).map(([gate, value]) => [gate, keysOf(recordOf(value).states)]))
      : null,
    stateDefinitions: placed<StateDefinition>('/states', Object.entries(recordOf(root.states)), (key) => key),
    creation:
      isSound('/creation') && root.creation !== undefined ? (root.creation as WorkflowDefinition['creation']) : null,
    transitions: placed<TransitionDefinition>('/transitions', entriesOf(root.transitions), named),
    gateDefinitions: placed<GateDefinition>('/gates', Object.entries(recordOf(root.gates)), (key) => key),
    targets: placed<TargetDefinition>('/targets', entriesOf(root.targets), named),
  };
}

/** Every place with a fault in it or below it, or whose whole list or object is faulty. */
function withAncestors(faulty: ReadonlySet<string>): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const pointer of faulty) {
    for (let at = pointer; at !== '' && !touched.has(at); at = at.slice(0, at.lastIndexOf('/'))) touched.add(at);
  }
  return touched;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysOf(value: unknown): ReadonlySet<string> | null {
  return isRecord(value) ? new Set(Object.keys(value)) : null;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value) ? value.map((item, index) => [String(index), item] as const) : [];
}
