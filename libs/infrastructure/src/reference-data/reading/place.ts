import { isZoneName, jsonPointer } from '#libs/workflow';
import type { DataFault } from '../invalid-reference-data.js';

/**
 * A place in a document that is being checked. What is not as expected is noted with its pointer, and a harmless
 * value is given back, so that one reading finds every fault.
 */
export class Place {
  constructor(
    private readonly value: unknown,
    readonly pointer: string,
    private readonly faults: DataFault[],
  ) {}

  fault(code: string, message: string): void {
    this.faults.push({ pointer: this.pointer, code, message });
  }

  get isAbsent(): boolean {
    return this.value === undefined;
  }

  get isNull(): boolean {
    return this.value === null;
  }

  /** The fields of an object; one that is not announced is a fault, since nobody would read it. */
  fields<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, Place>> {
    const object = isObject(this.value) ? this.value : {};
    if (!isObject(this.value)) this.fault('not_an_object', 'An object is expected here');
    for (const name of Object.keys(object)) {
      if (!(names as readonly string[]).includes(name))
        this.child(name, object[name]).fault('unknown_field', 'There is no such field');
    }
    const places = names.map((name): [Name, Place] => [name, this.child(name, object[name])]);
    return Object.fromEntries(places) as Record<Name, Place>;
  }

  /** The entries of an object used as a map. */
  entries(): readonly (readonly [string, Place])[] {
    if (!isObject(this.value)) {
      this.fault('not_an_object', 'An object is expected here');
      return [];
    }
    return Object.entries(this.value).map(([name, value]) => [name, this.child(name, value)]);
  }

  items(): readonly Place[] {
    if (!Array.isArray(this.value)) {
      this.fault('not_a_list', 'A list is expected here');
      return [];
    }
    return this.value.map((item, index) => this.child(String(index), item));
  }

  /** Text that is not blank, of the form given if one is given. */
  text(form?: { readonly pattern: RegExp; readonly said: string }): string {
    if (typeof this.value !== 'string' || this.value.trim() === '') {
      this.fault('not_a_text', 'A text is expected here');
      return '';
    }
    if (form && !form.pattern.test(this.value)) {
      this.fault('wrong_form', `Expected: ${form.said}`);
      return '';
    }
    return this.value;
  }

  /** Text that may be empty. */
  note(): string {
    if (typeof this.value === 'string') return this.value;
    this.fault('not_a_text', 'A text is expected here');
    return '';
  }

  boolean(): boolean {
    if (typeof this.value !== 'boolean') this.fault('not_a_boolean', 'true or false is expected here');
    return this.value === true;
  }

  whole(min: number, max: number): number {
    if (typeof this.value === 'number' && Number.isInteger(this.value) && this.value >= min && this.value <= max)
      return this.value;
    this.fault('not_a_whole_number', `A whole number from ${min} to ${max} is expected here`);
    return min;
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.value);
    if (found === undefined) this.fault('not_a_choice', `Expected one of: ${choices.join(', ')}`);
    return found ?? (choices[0] as Choice);
  }

  /** A day that exists, `YYYY-MM-DD`. */
  date(): string {
    const text = this.text({ pattern: /^\d{4}-\d{2}-\d{2}$/, said: 'a day as YYYY-MM-DD' });
    if (text === '') return '';
    const day = new Date(`${text}T00:00:00Z`);
    if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
      this.fault('no_such_day', 'The calendar has no such day');
    return text;
  }

  /** A list of different choices, not empty. */
  distinct<Choice extends string>(choices: readonly Choice[]): readonly Choice[] {
    const chosen = this.items().map((item) => item.oneOf(choices));
    if (chosen.length === 0) this.fault('empty', 'At least one is needed');
    if (new Set(chosen).size !== chosen.length) this.fault('repeated', 'One of them occurs twice');
    return chosen;
  }

  /** The name of a time zone of the IANA database. */
  timeZone(): string {
    const name = this.text();
    if (name !== '' && !isZoneName(name)) this.fault('unknown_time_zone', `${name} is not an IANA time zone`);
    return name;
  }

  orNull<Result>(read: (place: Place) => Result): Result | null {
    return this.isNull ? null : read(this);
  }

  /** A code that must not occur twice; noted in `taken`. */
  ownCode(taken: Set<string>, form: { readonly pattern: RegExp; readonly said: string }): string {
    const code = this.text(form);
    if (code !== '' && taken.has(code)) this.fault('repeated', `${code} occurs twice`);
    taken.add(code);
    return code;
  }

  /** A code that must be among the known ones. */
  reference(known: ReadonlySet<string>, what: string): string {
    const code = this.text();
    if (code !== '' && !known.has(code)) this.fault('unknown_reference', `There is no ${what} ${code}`);
    return code;
  }

  private child(name: string, value: unknown): Place {
    return new Place(value, `${this.pointer}${jsonPointer([name])}`, this.faults);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
