import type { FieldDefinition } from '../definition.js';
import { actsOf } from './acts.js';
import type { Report } from './report.js';
import type { SoundParts } from './salvage.js';

/** Forms that nobody could fill in: two fields of one name, a least above a most, a condition nothing meets. */
export function reportForms(parts: SoundParts, report: Report): void {
  if (parts.creation?.input) reportFields('/creation/input', parts.creation.input, parts, report);
  for (const { at, value } of actsOf(parts)) if (value.input) reportFields(`${at}/input`, value.input, parts, report);
}

function reportFields(at: string, fields: readonly FieldDefinition[], parts: SoundParts, report: Report): void {
  report.repeated(
    at,
    'field',
    fields.map(({ name }) => name),
  );
  fields.forEach((field, index) => {
    reportField(`${at}/${index}`, field, parts, report);
    reportCondition(`${at}/${index}/required/when`, field, fields, report);
  });
}

function reportField(at: string, field: FieldDefinition, parts: SoundParts, report: Report): void {
  switch (field.type) {
    case 'text':
      return ordered(`${at}/minLength`, field.minLength, field.maxLength, report);
    case 'number':
      return ordered(`${at}/min`, field.min, field.max, report);
    case 'choice':
      return report.repeated(`${at}/choices`, 'choice', field.choices);
    case 'person':
      if (field.role !== undefined && parts.roles && !parts.roles.has(field.role)) {
        report.unknown(`${at}/role`, 'role', field.role, parts.roles);
      }
      return;
    case 'record':
      return reportFields(`${at}/fields`, field.fields, parts, report);
    case 'list':
      ordered(`${at}/minItems`, field.minItems, field.maxItems, report);
      return reportField(`${at}/of`, field.of, parts, report);
    default:
      return;
  }
}

function ordered(at: string, least: number | undefined, most: number | undefined, report: Report): void {
  if (least !== undefined && most !== undefined && least > most) {
    report.add(
      at,
      'least_above_most',
      `The least (${least}) is above the most (${most}).`,
      'Exchange them or change one.',
    );
  }
}

/** A field is required when another one has a value: that one must be a choice (or yes and no) which can have it. */
function reportCondition(at: string, field: FieldDefinition, fields: readonly FieldDefinition[], report: Report): void {
  if (typeof field.required !== 'object') return;
  const { when } = field.required;
  const other = fields.find(({ name }) => name === when.field && name !== field.name);
  if (!other) {
    report.unknown(
      `${at}/field`,
      'field',
      when.field,
      fields.filter((each) => each !== field).map(({ name }) => name),
    );
    return;
  }
  if (other.type !== 'choice' && other.type !== 'boolean') {
    report.add(
      `${at}/field`,
      'no_choice',
      `The field "${other.name}" is no choice.`,
      'A condition asks a field of type choice or boolean.',
    );
    return;
  }
  const values = other.type === 'choice' ? other.choices : ['true', 'false'];
  when.isOneOf.forEach((value, index) => {
    if (!values.includes(value)) report.unknown(`${at}/isOneOf/${index}`, 'choice', value, values);
  });
}
