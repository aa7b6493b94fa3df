import type { ActInput, FieldDefinition, JsonValue } from '#libs/workflow';

/** Where a form asks for somebody or some place, the answer comes from the API. */
export interface Lookups {
  /** The id of somebody who could be named in this role. */
  person(role: string | undefined): Promise<string>;
  /** The office that leads for the requesting State. */
  leadOffice(): string;
  /** The id of a document. */
  document(): string;
}

/**
 * Fills in the form of an act as the API announces it: what the story says where it says something, every other field
 * that is required by its type. What the story says and the form does not ask for is left out.
 */
export async function fillForm(
  fields: readonly FieldDefinition[],
  said: ActInput,
  lookups: Lookups,
  today: string,
): Promise<ActInput> {
  const input: Record<string, JsonValue> = {};
  for (const field of fields) {
    const line = said[field.name];
    if (line !== undefined) input[field.name] = line;
  }
  for (const field of fields) {
    if (input[field.name] === undefined && isRequired(field, input))
      input[field.name] = await valueFor(field, lookups, today);
  }
  return input;
}

function isRequired({ required }: FieldDefinition, input: ActInput): boolean {
  if (typeof required !== 'object') return required === true;
  return required.when.isOneOf.includes(String(input[required.when.field]));
}

async function valueFor(field: FieldDefinition, lookups: Lookups, today: string): Promise<JsonValue> {
  switch (field.type) {
    case 'text':
      return `Illustration: ${field.name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`.padEnd(
        field.minLength ?? 0,
        '.',
      );
    case 'number':
      return field.min ?? 1;
    case 'date':
      return today;
    case 'choice':
      return field.choices[0] ?? '';
    case 'boolean':
      return true;
    case 'money':
      return { amount: '1000.00', currency: field.currencies?.[0] ?? 'USD' };
    case 'person':
      return lookups.person(field.role);
    case 'organisation':
      return field.kind === 'office' ? lookups.leadOffice() : 'ANOTHER-PROVIDER';
    case 'record':
      return fillForm(field.fields, {}, lookups, today);
    case 'list':
      return Promise.all(Array.from({ length: field.minItems ?? 1 }, () => valueFor(field.of, lookups, today)));
    case 'document':
      return lookups.document();
  }
}
