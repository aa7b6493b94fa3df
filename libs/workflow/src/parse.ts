import type { EffectUse, WorkflowDefinition } from './definition.js';
import { DEFINITION_BOUNDS } from './validation/bounds.js';
import type { Fault } from './validation/report.js';
import { validate } from './validation/validate.js';
import type { Vocabulary } from './vocabulary.js';

export type ParsedDefinition<Effect extends EffectUse = EffectUse> =
  | { readonly outcome: 'valid'; readonly definition: WorkflowDefinition<string, string, string, Effect> }
  | { readonly outcome: 'invalid'; readonly faults: readonly [Fault, ...Fault[]] };

/**
 * Reads a definition from JSON text and holds it to everything `validate` proves. For documents from outside: text of
 * any size and content is answered within the bounds, never with an exception.
 */
export function parseDefinition<Facts, Effect extends EffectUse = EffectUse>(
  text: string,
  vocabulary: Vocabulary<Facts>,
): ParsedDefinition<Effect> {
  const most = DEFINITION_BOUNDS.characters;
  if (text.length > most) {
    return invalid(
      'too_large',
      `The document has ${text.length} characters; at most ${most} are read.`,
      'Leave out what is not needed.',
    );
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return invalid(
      'not_json',
      'The document is not JSON.',
      'Check it with a JSON editor: quotes, commas and brackets.',
    );
  }
  const [first, ...others] = validate(document, vocabulary);
  if (first) return { outcome: 'invalid', faults: [first, ...others] };
  // The cast is what `validate` has proved: the shape by the schema, the effects by the vocabulary.
  return { outcome: 'valid', definition: document as WorkflowDefinition<string, string, string, Effect> };
}

function invalid(code: string, message: string, hint: string): ParsedDefinition<never> {
  return { outcome: 'invalid', faults: [{ pointer: '', code, message, hint }] };
}
