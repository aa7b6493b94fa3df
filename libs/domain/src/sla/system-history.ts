import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import { type Happening, historyOf } from '../cases/history-of-decision.js';
import { SYSTEM } from '../cases/performer.js';

/** What time wrote into the history of a case, and the case with that history. Its version stays: nobody decided anything. */
export function withHistory(
  theCase: CaseRecord,
  happenings: readonly Happening[],
  now: Date,
): { readonly theCase: CaseRecord; readonly history: readonly HistoryEntry[] } {
  const history = historyOf(happenings, {
    caseId: theCase.id,
    version: theCase.version,
    after: theCase.historyLength,
    performer: SYSTEM,
    now,
  });
  return { theCase: { ...theCase, historyLength: theCase.historyLength + history.length }, history };
}
