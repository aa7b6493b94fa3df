import type { Pause, Stretch, TargetChange, WorkCalendar } from '#libs/workflow';
import { DocumentReader, type InputFault } from './document-reader.js';

interface Asked {
  readonly name: string;
  /** Where the question stands in the document. */
  readonly path: readonly string[];
}

/** One question of the document, in the units of the arithmetic. */
export type Question = Asked &
  (
    | {
        readonly ask: 'due';
        readonly calendar: WorkCalendar;
        readonly startAt: number;
        readonly workMs: number;
        readonly pauses: readonly Pause[];
      }
    | {
        readonly ask: 'elapsed';
        readonly calendar: WorkCalendar;
        readonly startAt: number;
        readonly endAt: number;
        readonly pauses: readonly Pause[];
      }
    | {
        readonly ask: 'change';
        readonly calendar: WorkCalendar;
        readonly startAt: number;
        readonly workMs: number;
        readonly changes: readonly TargetChange[];
        readonly mode: 'replay' | 'restart';
        readonly pauses: readonly Pause[];
      }
    | {
        readonly ask: 'transfer';
        readonly stretches: readonly Stretch[];
        readonly startAt: number;
        readonly workMs: number;
        readonly mode: 'carry' | 'replay';
        readonly pauses: readonly Pause[];
      }
    | {
        readonly ask: 'thresholds';
        readonly calendar: WorkCalendar;
        readonly startAt: number;
        readonly workMs: number;
        readonly percentages: readonly number[];
        readonly pauses: readonly Pause[];
      }
    | {
        readonly ask: 'opening';
        readonly calendar: WorkCalendar;
        readonly at: number;
        readonly pauses: readonly Pause[];
      }
  );

type Fields = Readonly<Record<string, unknown>>;
type ReadVector = (reader: DocumentReader, vector: Fields, asked: Asked) => Question | null;

/** Answered where a question names no percentages. */
const usualPercentages = [50, 75, 80, 90, 100, 125, 150, 200, 300];

const kinds: Readonly<Record<string, ReadVector>> = {
  vectors(reader, vector, asked) {
    reader.onlyFields(vector, ['calendar', 'start', 'workMinutes', 'pauses'], asked.path);
    const calendar = reader.calendar(vector['calendar'], [...asked.path, 'calendar']);
    const counted = readCounted(reader, vector, asked.path);
    return calendar && { ...asked, ask: 'due', calendar, ...counted };
  },
  elapsedVectors(reader, vector, asked) {
    reader.onlyFields(vector, ['calendar', 'start', 'end', 'pauses'], asked.path);
    const calendar = reader.calendar(vector['calendar'], [...asked.path, 'calendar']);
    const startAt = reader.instant(vector['start'], [...asked.path, 'start']);
    const endAt = reader.instant(vector['end'], [...asked.path, 'end']);
    if (endAt < startAt) reader.fault([...asked.path, 'end'], 'inverted_period', 'the end lies before the start');
    const pauses = reader.pauses(vector['pauses'], [...asked.path, 'pauses']);
    return calendar && { ...asked, ask: 'elapsed', calendar, startAt, endAt, pauses };
  },
  changeVectors(reader, vector, asked) {
    reader.onlyFields(vector, ['calendar', 'start', 'workMinutes', 'changes', 'mode', 'pauses'], asked.path);
    const calendar = reader.calendar(vector['calendar'], [...asked.path, 'calendar']);
    const counted = readCounted(reader, vector, asked.path);
    const changes = reader.list(vector['changes'], [...asked.path, 'changes']).map((entry, index) => {
      const path = [...asked.path, 'changes', String(index)];
      const change = reader.object(entry, path);
      reader.onlyFields(change, ['at', 'workMinutes'], path);
      const at = reader.instant(change['at'], [...path, 'at']);
      if (at < counted.startAt) reader.fault([...path, 'at'], 'before_start', 'the change lies before the start');
      return { at, workMs: reader.workMinutes(change['workMinutes'], [...path, 'workMinutes']) };
    });
    const mode = reader.choice(vector['mode'], ['replay', 'restart'], [...asked.path, 'mode']);
    return calendar && { ...asked, ask: 'change', calendar, ...counted, changes, mode };
  },
  transferVectors(reader, vector, asked) {
    reader.onlyFields(vector, ['start', 'workMinutes', 'segments', 'mode', 'pauses'], asked.path);
    const counted = readCounted(reader, vector, asked.path);
    const stretches = readSegments(reader, vector, asked.path, counted.startAt);
    const mode = reader.choice(vector['mode'], ['carry', 'replay'], [...asked.path, 'mode']);
    return stretches && { ...asked, ask: 'transfer', stretches, ...counted, mode };
  },
  thresholdVectors(reader, vector, asked) {
    reader.onlyFields(vector, ['calendar', 'start', 'workMinutes', 'pauses', 'percentages'], asked.path);
    const calendar = reader.calendar(vector['calendar'], [...asked.path, 'calendar']);
    const counted = readCounted(reader, vector, asked.path);
    const percentages = readPercentages(reader, vector, asked.path);
    return calendar && { ...asked, ask: 'thresholds', calendar, ...counted, percentages };
  },
  openingVectors(reader, vector, asked) {
    reader.onlyFields(vector, ['calendar', 'at', 'pauses'], asked.path);
    const calendar = reader.calendar(vector['calendar'], [...asked.path, 'calendar']);
    const at = reader.instant(vector['at'], [...asked.path, 'at']);
    const pauses = reader.pauses(vector['pauses'], [...asked.path, 'pauses']);
    return calendar && { ...asked, ask: 'opening', calendar, at, pauses };
  },
};

/** The questions of a document, or everything wrong with it. */
export function readDocument(
  document: unknown,
): { readonly questions: readonly Question[] } | { readonly errors: readonly InputFault[] } {
  const reader = new DocumentReader();
  const fields = reader.object(document, []);
  const questions: Question[] = [];
  const names = new Set<string>();
  for (const field of Object.keys(fields)) {
    if (/vectors$/i.test(field) && !Object.hasOwn(kinds, field)) {
      reader.fault([field], 'field_unknown', `"${field}" is none of ${Object.keys(kinds).join(', ')}`);
    }
  }
  for (const [kind, read] of Object.entries(kinds)) {
    if (!Object.hasOwn(fields, kind)) continue;
    for (const [index, entry] of reader.list(fields[kind], [kind]).entries()) {
      const path = [kind, String(index)];
      const vector = reader.object(entry, path);
      const name = reader.text(vector['name'], [...path, 'name']);
      if (names.has(name)) reader.fault([...path, 'name'], 'name_repeated', `two questions are called "${name}"`);
      names.add(name);
      const question = read(reader, vector, { name, path });
      if (question) questions.push(question);
    }
  }
  if (Object.keys(kinds).every((kind) => !Object.hasOwn(fields, kind))) {
    reader.fault([], 'nothing_asked', `the document has none of ${Object.keys(kinds).join(', ')}`);
  }
  return reader.faults.length > 0 ? { errors: reader.faults } : { questions };
}

function readCounted(reader: DocumentReader, vector: Fields, path: readonly string[]) {
  return {
    startAt: reader.instant(vector['start'], [...path, 'start']),
    workMs: reader.workMinutes(vector['workMinutes'], [...path, 'workMinutes']),
    pauses: reader.pauses(vector['pauses'], [...path, 'pauses']),
  };
}

function readSegments(
  reader: DocumentReader,
  vector: Fields,
  path: readonly string[],
  startAt: number,
): readonly Stretch[] | null {
  const segments = reader.list(vector['segments'], [...path, 'segments']);
  const stretches: Stretch[] = [];
  for (const [index, entry] of segments.entries()) {
    const segmentPath = [...path, 'segments', String(index)];
    const segment = reader.object(entry, segmentPath);
    reader.onlyFields(segment, ['from', 'calendar'], segmentPath);
    const from = reader.instant(segment['from'], [...segmentPath, 'from']);
    const hours = reader.calendar(segment['calendar'], [...segmentPath, 'calendar']);
    if (from < (stretches.at(-1)?.from ?? -Infinity)) {
      reader.fault([...segmentPath, 'from'], 'out_of_order', 'the segment begins before the one above it');
    }
    if (hours) stretches.push({ from, hours });
  }
  if (segments.length === 0) reader.fault([...path, 'segments'], 'no_calendar', 'at least one segment is needed');
  else if (stretches[0] && stretches[0].from > startAt) {
    reader.fault([...path, 'segments', '0', 'from'], 'no_calendar', 'the first segment begins after the start');
  }
  return stretches.length === segments.length && stretches.length > 0 ? stretches : null;
}

/** Named as such, or else the percentages an answer was expected for; what was expected is not looked at. */
function readPercentages(reader: DocumentReader, vector: Fields, path: readonly string[]): readonly number[] {
  const named = vector['percentages'];
  const expected = vector['expectedAt'];
  const [values, where] =
    named === undefined && typeof expected === 'object' && expected !== null
      ? [Object.keys(expected).map(Number), 'expectedAt']
      : [named === undefined ? usualPercentages : reader.list(named, [...path, 'percentages']), 'percentages'];
  return values.map((value) => {
    if (typeof value === 'number' && value > 0 && value <= 10_000) return value;
    reader.fault([...path, where], 'percentage_malformed', `${String(value)} is not a percentage above zero`);
    return 100;
  });
}
