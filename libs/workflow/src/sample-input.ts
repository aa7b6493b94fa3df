import type { ActInput } from './decision.js';
import type { FieldDefinition, JsonValue } from './definition.js';

/** What the samples of a form are made of. */
export interface SampleSources {
  /** Milliseconds since the epoch: dates are the UTC date of this instant. */
  readonly now: number;
  readonly person: string;
  readonly organisation: string;
  readonly document: string;
}

/** An input that fills in every required field of a form as simply as it allows: for tests, demonstrations and examples. */
export function sampleInput(fields: readonly FieldDefinition[], sources: SampleSources): ActInput {
  const input: Record<string, JsonValue> = {};
  for (const field of fields) if (field.required === true) input[field.name] = sampleOf(field, sources);
  for (const field of fields) {
    const { required } = field;
    if (typeof required !== 'object' || !required.when.isOneOf.includes(String(input[required.when.field]))) continue;
    input[field.name] = sampleOf(field, sources);
  }
  return input;
}

function sampleOf(field: FieldDefinition, sources: SampleSources): JsonValue {
  switch (field.type) {
    case 'text':
      return `Sample ${field.name}`.padEnd(field.minLength ?? 0, '.').slice(0, field.maxLength);
    case 'number':
      return field.min === undefined ? Math.min(field.max ?? 1, 1) : Math.ceil(field.min);
    case 'date':
      return new Date(sources.now).toISOString().slice(0, 10);
    case 'choice':
      return field.choices[0] ?? '';
    case 'boolean':
      return true;
    case 'money':
      return { amount: '1000.00', currency: field.currencies?.[0] ?? 'USD' };
    case 'person':
      return sources.person;
    case 'organisation':
      return sources.organisation;
    case 'document':
      return sources.document;
    case 'record':
      return sampleInput(field.fields, sources);
    case 'list':
      return Array.from({ length: Math.max(1, field.minItems ?? 0) }, () => sampleOf(field.of, sources));
  }
}
