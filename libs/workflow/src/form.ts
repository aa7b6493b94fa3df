import type { ActInput, InputFault, InputFaultCode } from './decision.js';
import type { FieldDefinition, JsonValue } from './definition.js';
import { escapePointer } from './json-pointer.js';

type FieldCheck = (value: JsonValue, pointer: string, faults: InputFault[], now: number) => void;

interface CompiledField {
  readonly name: string;
  readonly pointer: string;
  readonly check: FieldCheck;
  readonly isRequired: (input: ActInput) => boolean;
}

/** The input of an act, ready to be checked many times. */
export interface CompiledForm {
  readonly fields: readonly FieldDefinition[];
  readonly compiled: readonly CompiledField[];
  readonly names: ReadonlySet<string>;
}

const DAY_MS = 86_400_000;
/** The calendar date is never earlier than in UTC−12 and never later than in UTC+14. */
const WESTERNMOST_OFFSET_MS = -12 * 3_600_000;
const EASTERNMOST_OFFSET_MS = 14 * 3_600_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const AMOUNT = /^(?:0|[1-9]\d{0,12})(?:\.\d{1,2})?$/;
const CURRENCY = /^[A-Z]{3}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ORGANISATION = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
/** PostgreSQL stores neither NUL nor half a surrogate pair; other control characters have no place in a form. */
// eslint-disable-next-line no-control-regex -- these are what the rule is about
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u;

/** Prepares the fields of an act, so that checking an input compiles and looks up nothing. */
export function compileForm(fields: readonly FieldDefinition[]): CompiledForm {
  return { fields, compiled: fields.map(compileField), names: new Set(fields.map((field) => field.name)) };
}

/** Everything wrong with an input, with JSON Pointers into it; an empty list if it can be accepted. */
export function faultsOfInput(form: CompiledForm, input: ActInput, now: number): readonly InputFault[] {
  const faults: InputFault[] = [];
  collectFaults(form, input, '', faults, now);
  return faults;
}

function collectFaults(form: CompiledForm, input: ActInput, at: string, faults: InputFault[], now: number): void {
  for (const name in input) {
    if (Object.hasOwn(input, name) && !form.names.has(name)) {
      faults.push(fault(`${at}/${escapePointer(name)}`, 'unknown_field', 'This act has no such field.'));
    }
  }
  for (const field of form.compiled) {
    const value = Object.hasOwn(input, field.name) ? input[field.name] : undefined;
    if (isEmpty(value)) {
      if (field.isRequired(input)) faults.push(fault(at + field.pointer, 'required', 'Please fill this in.'));
    } else {
      field.check(value, at + field.pointer, faults, now);
    }
  }
}

/** Absent, null, and text of spaces alone all mean: nothing was filled in. */
function isEmpty(value: JsonValue | undefined): value is null | undefined | '' {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function compileField(field: FieldDefinition): CompiledField {
  return {
    name: field.name,
    pointer: `/${escapePointer(field.name)}`,
    check: checkOf(field),
    isRequired: requirementOf(field),
  };
}

function requirementOf({ required }: FieldDefinition): (input: ActInput) => boolean {
  if (typeof required !== 'object') {
    const always = required === true;
    return () => always;
  }
  const { field, isOneOf } = required.when;
  const values = new Set(isOneOf);
  return (input) => values.has(String(input[field]));
}

function checkOf(field: FieldDefinition): FieldCheck {
  switch (field.type) {
    case 'text':
      return textCheck(field.minLength ?? 0, field.maxLength);
    case 'number':
      return numberCheck(field.min ?? -Infinity, field.max ?? Infinity, field.integer ?? false);
    case 'date':
      return dateCheck(field.notBefore !== undefined, field.notAfter !== undefined);
    case 'choice':
      return choiceCheck(field.choices);
    case 'boolean':
      return (value, pointer, faults) => {
        if (typeof value !== 'boolean') faults.push(wrongType(pointer, 'yes or no (true or false)'));
      };
    case 'money':
      return moneyCheck(field.currencies);
    case 'person':
      return patternCheck(UUID, 'the identifier of a person');
    case 'organisation':
      return patternCheck(ORGANISATION, 'the code of an organisation');
    case 'document':
      return patternCheck(UUID, 'the identifier of a document');
    case 'record':
      return recordCheck(compileForm(field.fields));
    case 'list':
      return listCheck(checkOf(field.of), field.minItems ?? 0, field.maxItems);
  }
}

function textCheck(minLength: number, maxLength: number): FieldCheck {
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, 'text'));
    else if (value.length > maxLength) {
      faults.push(
        fault(pointer, 'too_long', `Please shorten this to ${maxLength} characters; it has ${value.length}.`),
      );
    } else if (value.length < minLength) {
      faults.push(fault(pointer, 'too_short', `Please write at least ${minLength} characters.`));
    } else if (UNSTORABLE.test(value)) {
      faults.push(fault(pointer, 'bad_character', 'This holds characters that cannot be stored; please type it anew.'));
    }
  };
}

function numberCheck(min: number, max: number, integer: boolean): FieldCheck {
  return (value, pointer, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) faults.push(wrongType(pointer, 'a number'));
    else if (integer && !Number.isInteger(value))
      faults.push(fault(pointer, 'not_an_integer', 'Please give a whole number.'));
    else if (value < min) faults.push(fault(pointer, 'too_small', `Please give at least ${min}.`));
    else if (value > max) faults.push(fault(pointer, 'too_large', `Please give at most ${max}.`));
  };
}

function dateCheck(notBeforeToday: boolean, notAfterToday: boolean): FieldCheck {
  return (value, pointer, faults, now) => {
    if (typeof value !== 'string') {
      faults.push(wrongType(pointer, 'a date as text'));
      return;
    }
    const dayStart = startOfDay(value);
    if (dayStart === null) {
      faults.push(fault(pointer, 'not_a_date', 'Please give a date of the calendar in the form 2026-11-23.'));
    } else if (notBeforeToday && dayStart + DAY_MS <= now + WESTERNMOST_OFFSET_MS) {
      faults.push(fault(pointer, 'in_the_past', 'Please give today or a later day.'));
    } else if (notAfterToday && dayStart > now + EASTERNMOST_OFFSET_MS) {
      faults.push(fault(pointer, 'in_the_future', 'Please give today or an earlier day.'));
    }
  };
}

/** Midnight UTC of a calendar date, or null where the calendar has no such day. */
function startOfDay(text: string): number | null {
  const parts = DATE.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const instant = Date.UTC(year, month - 1, day);
  const date = new Date(instant);
  return year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? instant : null;
}

function choiceCheck(choices: readonly string[]): FieldCheck {
  const known = new Set(choices);
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, 'one of the choices, as text'));
    else if (!known.has(value)) {
      faults.push(fault(pointer, 'not_a_choice', `Please choose one of: ${choices.join(', ')}.`));
    }
  };
}

/** Money is `{"amount": "125000.00", "currency": "USD"}`: text, because a JSON number may lose cents on its way. */
function moneyCheck(currencies: readonly string[] | undefined): FieldCheck {
  return (value, pointer, faults) => {
    if (!isRecord(value)) {
      faults.push(wrongType(pointer, 'an amount with its currency'));
      return;
    }
    const { amount, currency, ...others } = value;
    if (typeof amount !== 'string' || !AMOUNT.test(amount)) {
      faults.push(
        fault(
          `${pointer}/amount`,
          'not_an_amount',
          'Please give the amount as text with at most two decimals, such as "125000.00".',
        ),
      );
    }
    if (typeof currency !== 'string' || !CURRENCY.test(currency)) {
      faults.push(
        fault(
          `${pointer}/currency`,
          'not_a_currency',
          'Please give the currency by its three letters (ISO 4217), such as USD.',
        ),
      );
    } else if (currencies && !currencies.includes(currency)) {
      faults.push(fault(`${pointer}/currency`, 'not_a_choice', `Please choose one of: ${currencies.join(', ')}.`));
    }
    for (const name of Object.keys(others)) {
      faults.push(
        fault(`${pointer}/${escapePointer(name)}`, 'unknown_field', 'Money has an amount and a currency only.'),
      );
    }
  };
}

function patternCheck(pattern: RegExp, what: string): FieldCheck {
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, `${what}, as text`));
    else if (!pattern.test(value)) faults.push(fault(pointer, 'not_an_identifier', `Please give ${what}.`));
  };
}

function recordCheck(form: CompiledForm): FieldCheck {
  return (value, pointer, faults, now) => {
    if (isRecord(value)) collectFaults(form, value, pointer, faults, now);
    else faults.push(wrongType(pointer, 'a group of fields'));
  };
}

function listCheck(check: FieldCheck, minItems: number, maxItems: number): FieldCheck {
  return (value, pointer, faults, now) => {
    if (!isList(value)) faults.push(wrongType(pointer, 'a list'));
    else if (value.length > maxItems) {
      faults.push(fault(pointer, 'too_many', `Please list at most ${maxItems}; there are ${value.length}.`));
    } else {
      if (value.length < minItems) faults.push(fault(pointer, 'too_few', `Please list at least ${minItems}.`));
      value.forEach((item, index) => {
        const place = `${pointer}/${index}`;
        if (isEmpty(item)) faults.push(fault(place, 'required', 'Please fill this in or take the line out.'));
        else check(item, place, faults, now);
      });
    }
  };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isRecord(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fault(pointer: string, code: InputFaultCode, message: string): InputFault {
  return { pointer, code, message };
}

function wrongType(pointer: string, expected: string): InputFault {
  return fault(pointer, 'wrong_type', `This must be ${expected}.`);
}
