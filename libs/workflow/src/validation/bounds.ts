import { escapePointer } from '../json-pointer.js';
import type { Report } from './report.js';

/**
 * What a definition may be at most. A document within these bounds is validated in well under two
 * seconds and some tens of megabytes; anything larger is refused before it is looked into.
 */
export const DEFINITION_BOUNDS = {
  /** Characters of JSON text. */
  characters: 2_000_000,
  /** Levels of objects and lists within one another. */
  depth: 24,
  /** Objects, lists and values altogether. */
  nodes: 200_000,
  roles: 100,
  states: 2_000,
  transitions: 6_000,
  /** Entries of one list of names. */
  names: 2_000,
  gates: 60,
  statesOfGate: 60,
  transitionsOfGate: 200,
  targets: 200,
  thresholds: 30,
  fields: 100,
  choices: 400,
  labels: 20_000,
  /** Main states times states of gates: what the proofs about gates walk over. */
  gatePositions: 120_000,
  /** Ways from one state to another, going back included. */
  edges: 60_000,
} as const;

/**
 * Whether a value is plain JSON of bearable size: walked without recursion, so that depth cannot overflow the stack.
 * Functions, symbols, cycles and objects with a class are no JSON.
 */
export function isWithinBounds(document: unknown, report: Report): boolean {
  const path = new Set<object>();
  const open: { value: unknown; pointer: string; depth: number; leaving: boolean }[] = [
    { value: document, pointer: '', depth: 0, leaving: false },
  ];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value !== 'object' || value === null) {
      nodes += 1;
      if (isScalar(value)) continue;
      report.add(
        pointer,
        'not_json',
        `A definition is JSON; this is ${typeof value}.`,
        'Use text, numbers, true, false, null, lists and objects only.',
      );
      return false;
    }
    if (next.leaving) {
      path.delete(value);
      continue;
    }
    nodes += 1;
    // Counted before any of them is looked at: a list of millions must not be spread out first.
    const size = Array.isArray(value) ? value.length : Object.keys(value).length;
    if (nodes + open.length + size > DEFINITION_BOUNDS.nodes || depth > DEFINITION_BOUNDS.depth) {
      const most =
        depth > DEFINITION_BOUNDS.depth
          ? `${DEFINITION_BOUNDS.depth} levels deep`
          : `${DEFINITION_BOUNDS.nodes} values`;
      report.add(
        depth > DEFINITION_BOUNDS.depth ? pointer : '',
        'too_large',
        `A definition has at most ${most}.`,
        'Leave out what is not needed.',
      );
      return false;
    }
    if (path.has(value) || !isPlain(value)) {
      report.add(
        pointer,
        'not_json',
        'A definition is JSON; this refers to itself or is not a plain object.',
        'Write it out as JSON.',
      );
      return false;
    }
    path.add(value);
    open.push({ ...next, leaving: true });
    const entries: (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.map((item, index) => [index, item] as const)
      : Object.entries(value);
    for (const [key, item] of entries) {
      if (key === '__proto__') {
        report.add(
          pointer,
          'bad_name',
          'A name is "__proto__", which means something else to JavaScript.',
          'Give it another name.',
        );
        return false;
      }
      open.push({
        value: item,
        pointer: `${pointer}/${escapePointer(String(key).slice(0, 80))}`,
        depth: depth + 1,
        leaving: false,
      });
    }
  }
  return true;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
