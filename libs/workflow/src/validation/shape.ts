import type { z } from 'zod';
import { escapePointer } from '../json-pointer.js';
import { DEFINITION_BOUNDS } from './bounds.js';
import type { Report } from './report.js';
import { definitionSchema } from './schema.js';

/** The places where a document has not the shape of a definition, as pointers; everything else can be looked at. */
export function reportShape(document: unknown, report: Report): ReadonlySet<string> {
  const result = definitionSchema.safeParse(document);
  const faulty = new Set<string>();
  for (const issue of result.success ? [] : result.error.issues) {
    for (const { pointer, code, message, hint } of faultsOf(issue)) {
      faulty.add(pointer);
      report.add(pointer, code, message, hint);
    }
  }
  return faulty;
}

/** More states, gates and the like than a definition may have. */
export function reportSizes(document: Sizes, report: Report): void {
  const check = (pointer: string, what: string, collection: object, most: number) => {
    const count = Object.keys(collection).length;
    if (count <= most) return;
    report.add(
      pointer,
      'too_large',
      `There are ${count} ${what}; at most ${most} are allowed.`,
      'Cut the lifecycle into several, or leave out what is not needed.',
    );
  };
  check('/roles', 'roles', document.roles, DEFINITION_BOUNDS.roles);
  check('/states', 'states', document.states, DEFINITION_BOUNDS.states);
  check('/gates', 'gates', document.gates, DEFINITION_BOUNDS.gates);
  check('/labels', 'labels', document.labels ?? {}, DEFINITION_BOUNDS.labels);
  let statesOfGates = 0;
  for (const [gate, { states }] of Object.entries(document.gates)) {
    check(`/gates/${escapePointer(gate)}/states`, 'states of a gate', states, DEFINITION_BOUNDS.statesOfGate);
    statesOfGates += Object.keys(states).length;
  }
  const positions = statesOfGates * Object.keys(document.states).length;
  if (positions > DEFINITION_BOUNDS.gatePositions) {
    report.add(
      '/gates',
      'too_large',
      `States times states of gates make ${positions} positions; at most ${DEFINITION_BOUNDS.gatePositions} can be proved.`,
      'Have fewer states or fewer gates.',
    );
  }
}

interface Sizes {
  readonly roles: object;
  readonly states: object;
  readonly gates: Readonly<Record<string, { readonly states: object }>>;
  readonly labels?: object;
}

type Issue = z.core.$ZodIssue;
interface ShapeFault {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function faultsOf(issue: Issue): readonly ShapeFault[] {
  const pointer = pointerTo(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: `${pointer}/${escapePointer(key.slice(0, 80))}`,
        code: 'unknown_property',
        message: 'A definition has no such property here.',
        hint: 'Take it out, or look up its name in the schema of definitions.',
      }));
    case 'invalid_type':
      return [
        issue.input === undefined
          ? {
              pointer,
              code: 'missing',
              message: `Here ${wordFor(issue.expected)} is missing.`,
              hint: 'Write it; the schema of definitions says what it may be.',
            }
          : {
              pointer,
              code: 'wrong_type',
              message: `This must be ${wordFor(issue.expected)}.`,
              hint: 'Look it up in the schema of definitions.',
            },
      ];
    case 'too_big':
      return [
        {
          pointer,
          code: 'too_large',
          message: `This is too ${sizeWord(issue.origin, 'large')}: at most ${issue.maximum}.`,
          hint: 'Shorten it, or leave out what is not needed.',
        },
      ];
    case 'too_small':
      return [
        {
          pointer,
          code: 'too_small',
          message: `This is too ${sizeWord(issue.origin, 'small')}: at least ${issue.minimum}.`,
          hint: 'Add what is missing.',
        },
      ];
    case 'invalid_format':
      return [{ pointer, code: 'bad_name', message: 'This is not written as such a name must be.', hint: NAME_HINT }];
    case 'invalid_key':
      return [{ pointer, code: 'bad_name', message: 'The key is not written as a name must be.', hint: NAME_HINT }];
    case 'invalid_value':
      return [
        {
          pointer,
          code: 'not_a_choice',
          message: `This must be one of: ${issue.values.map(String).join(', ')}.`,
          hint: 'Choose one of them.',
        },
      ];
    case 'invalid_union':
      return [
        {
          pointer,
          code: 'not_a_choice',
          message: unionMessage(issue.path),
          hint: 'Look it up in the schema of definitions.',
        },
      ];
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [
        {
          pointer,
          code: 'wrong_value',
          message: 'This value is not allowed here.',
          hint: 'Look it up in the schema of definitions.',
        },
      ];
  }
}

const NAME_HINT =
  'Names are small letters, digits and single hyphens, begin with a letter and have at most 60 characters; names of fields and parameters are letters and digits.';

function unionMessage(path: readonly PropertyKey[]): string {
  switch (path.at(-1)) {
    case 'type':
      return 'There is no such type of field.';
    case 'to':
      return 'This must be a state, or {"origin": true, "otherwise": a state}.';
    case 'required':
      return 'This must be true, false, or {"when": {"field": …, "isOneOf": […]}}.';
    case 'opensOn':
    case 'metOn':
      return 'This must be {"states": […]} or {"gate": …, "states": […]}.';
    default:
      return 'This fits none of the forms that are allowed here.';
  }
}

function wordFor(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
    record: 'an object',
  };
  return words[expected] ?? 'another value';
}

function sizeWord(origin: string, number: 'large' | 'small'): string {
  if (origin === 'string' || origin === 'array') return number === 'large' ? 'long' : 'short';
  return number;
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${escapePointer(String(step).slice(0, 80))}`).join('');
}
