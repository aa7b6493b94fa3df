import {
  dueAfterChanges,
  dueAfterTransfers,
  dueAt,
  elapsed,
  jsonPointer,
  nextOpening,
  thresholds,
  WorkingTimeError,
} from '#libs/workflow';
import type { InputFault } from './document-reader.js';
import type { Question } from './read-document.js';

/** An instant (UTC, whole seconds), a number of minutes, or the instants of several percentages. */
export type Result = string | number | Readonly<Record<string, string>>;

/** The results by name, or every question that has no answer and why. */
export function computeResults(
  questions: readonly Question[],
): { readonly results: Readonly<Record<string, Result>> } | { readonly errors: readonly InputFault[] } {
  const results: [string, Result][] = [];
  const errors: InputFault[] = [];
  for (const question of questions) {
    try {
      results.push([question.name, answer(question)]);
    } catch (error) {
      if (!(error instanceof WorkingTimeError)) throw error;
      errors.push({ pointer: jsonPointer(question.path), code: error.code, message: error.message });
    }
  }
  return errors.length > 0 ? { errors } : { results: Object.fromEntries(results) };
}

function answer(question: Question): Result {
  switch (question.ask) {
    case 'due':
      return instant(dueAt(question.calendar, question.startAt, question.workMs, question.pauses));
    case 'elapsed':
      return elapsed(question.calendar, question.startAt, question.endAt, question.pauses) / 60_000;
    case 'change': {
      const { calendar, startAt, workMs, changes, mode, pauses } = question;
      return instant(dueAfterChanges(calendar, startAt, workMs, changes, mode, pauses));
    }
    case 'transfer':
      return instant(
        dueAfterTransfers(question.stretches, question.startAt, question.workMs, question.mode, question.pauses),
      );
    case 'thresholds': {
      const { calendar, startAt, workMs, percentages, pauses } = question;
      const reached = thresholds(calendar, startAt, workMs, percentages, pauses);
      return Object.fromEntries([...reached].map(([percent, at]) => [String(percent), instant(at)]));
    }
    case 'opening':
      return instant(nextOpening(question.calendar, question.at, question.pauses));
  }
}

/** A fraction of a second is rounded up: before it was full, the time had not yet passed. */
function instant(at: number): string {
  return new Date(Math.ceil(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
