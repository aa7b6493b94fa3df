import { type Calendar, checkCalendar, jsonPointer, parseInstant, type Pause, WorkCalendar } from '#libs/workflow';

/** One reason why a document is refused. */
export interface InputFault {
  /** JSON Pointer into the document; empty for the document itself. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** Reads the parts of a document that were agreed, notes every fault, and gives a stand-in where there is one. */
export class DocumentReader {
  readonly faults: InputFault[] = [];
  /** Vectors repeat their calendars; one is compiled once. */
  readonly #calendars = new Map<string, WorkCalendar>();

  fault(path: readonly string[], code: string, message: string): void {
    this.faults.push({ pointer: jsonPointer(path), code, message });
  }

  object(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
    this.fault(path, 'not_an_object', 'an object is needed');
    return {};
  }

  list(value: unknown, path: readonly string[]): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    this.fault(path, 'not_a_list', 'a list is needed');
    return [];
  }

  /** Refuses fields that are none of the known; annotations and what was expected may stand beside them. */
  onlyFields(value: Readonly<Record<string, unknown>>, known: readonly string[], path: readonly string[]): void {
    for (const field of Object.keys(value)) {
      if (known.includes(field) || annotations.includes(field) || field.startsWith('expected')) continue;
      this.fault([...path, field], 'field_unknown', `there is no field "${field}" here`);
    }
  }

  text(value: unknown, path: readonly string[]): string {
    if (typeof value === 'string' && value !== '') return value;
    this.fault(path, 'not_a_text', 'a text is needed');
    return '';
  }

  instant(value: unknown, path: readonly string[]): number {
    const at = typeof value === 'string' ? parseInstant(value) : null;
    if (at === null)
      this.fault(path, 'instant_malformed', `${show(value)} is not an instant such as 2024-03-05T09:00:00Z`);
    return at ?? 0;
  }

  /** In milliseconds. */
  workMinutes(value: unknown, path: readonly string[]): number {
    if (typeof value === 'number' && value > 0) return Math.ceil(value * 60_000);
    this.fault(path, 'limit_not_positive', `${show(value)} is not a number of minutes above zero`);
    return 60_000;
  }

  choice<Choice extends string>(
    value: unknown,
    choices: readonly [Choice, ...Choice[]],
    path: readonly string[],
  ): Choice {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) this.fault(path, 'choice_unknown', `${show(value)} is not one of ${choices.join(', ')}`);
    return found ?? choices[0];
  }

  pauses(value: unknown, path: readonly string[]): readonly Pause[] {
    if (value === undefined) return [];
    return this.list(value, path).map((pause, index) => {
      const pausePath = [...path, String(index)];
      const pair = this.list(pause, pausePath);
      if (pair.length !== 2) this.fault(pausePath, 'pause_malformed', 'a pause is a pair of instants: from and to');
      const [from, to] = [this.instant(pair[0], [...pausePath, '0']), this.instant(pair[1], [...pausePath, '1'])];
      if (to < from) this.fault(pausePath, 'inverted_period', 'the pause ends before it begins');
      return [from, Math.max(from, to)] as const;
    });
  }

  /** Null where the document has faults, which are noted. */
  calendar(value: unknown, path: readonly string[]): WorkCalendar | null {
    const key = JSON.stringify(value) ?? '';
    const known = this.#calendars.get(key);
    if (known) return known;
    const faults = checkCalendar(value);
    for (const { pointer, code, message } of faults)
      this.faults.push({ pointer: jsonPointer(path) + pointer, code, message });
    if (faults.length > 0) return null;
    const calendar = new WorkCalendar(value as Calendar);
    this.#calendars.set(key, calendar);
    return calendar;
  }
}

const annotations: readonly string[] = ['name', 'source', 'kind', 'note', 'requires', 'comment', 'description'];

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}
