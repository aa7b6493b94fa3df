import type { FieldDefinition } from '#libs/workflow';

/** Longest text of a form; a document holds more. */
const LONG_TEXT = 4_000;
const SHORT_TEXT = 200;

/** A reason from a list, with an explanation in words that must accompany it. */
export function reasonFrom(...choices: readonly string[]): readonly [FieldDefinition, FieldDefinition] {
  return [{ name: 'reason', type: 'choice', choices, required: true }, longText('explanation')];
}

export function longText(name: string): FieldDefinition {
  return { name, type: 'text', maxLength: LONG_TEXT, required: true };
}

export function optionalText(name: string): FieldDefinition {
  return { name, type: 'text', maxLength: LONG_TEXT };
}

export function shortText(name: string): FieldDefinition {
  return { name, type: 'text', maxLength: SHORT_TEXT, required: true };
}

export function documents(name: string): FieldDefinition {
  return { name, type: 'list', of: { name: 'document', type: 'document' }, maxItems: 20 };
}

/** Each output of the plan, delivered or cancelled; a cancelled one says why. */
export const reportedOutputs: FieldDefinition = {
  name: 'outputs',
  type: 'list',
  minItems: 1,
  maxItems: 50,
  required: true,
  of: {
    name: 'output',
    type: 'record',
    fields: [
      shortText('title'),
      { name: 'status', type: 'choice', choices: ['delivered', 'cancelled'], required: true },
      {
        name: 'reason',
        type: 'text',
        maxLength: LONG_TEXT,
        required: { when: { field: 'status', isOneOf: ['cancelled'] } },
      },
    ],
  },
};
