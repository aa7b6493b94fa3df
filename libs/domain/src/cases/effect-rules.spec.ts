import { describe, expect, it } from '@jest/globals';
import type { FieldDefinition } from '#libs/workflow';
import { caseEffectRules } from './effect-rules.js';

const FIELDS: readonly FieldDefinition[] = [
  { name: 'urgency', type: 'choice', choices: ['emergency', 'urgent', 'routine'] },
  { name: 'haste', type: 'choice', choices: ['urgent', 'whenever', '__proto__'] },
  { name: 'sensitivity', type: 'choice', choices: ['unclassified', 'strictly-confidential'] },
  { name: 'note', type: 'text', maxLength: 10 },
];

function messages(effect: keyof typeof caseEffectRules, field: string): readonly string[] {
  return caseEffectRules[effect]({ field }, { fields: FIELDS, roles: new Set() }).map(({ message }) => message);
}

describe('the effects that set urgency and sensitivity', () => {
  it('take a field whose choices are urgencies, or degrees of sensitivity', () => {
    expect(messages('set-urgency', 'urgency')).toEqual([]);
    expect(messages('set-sensitivity', 'sensitivity')).toEqual([]);
  });

  it('refuse a field that offers anything else, naming each choice that does not fit', () => {
    expect(messages('set-urgency', 'haste')).toEqual([
      'The field offers "whenever"; it can be one of: emergency, urgent, routine.',
      'The field offers "__proto__"; it can be one of: emergency, urgent, routine.',
    ]);
    expect(messages('set-sensitivity', 'urgency')).toHaveLength(3);
    expect(messages('set-urgency', 'note')).toEqual(['The field must be of type choice.']);
    expect(messages('set-urgency', 'none')).toEqual(['The act has no such field in its input.']);
  });
});
