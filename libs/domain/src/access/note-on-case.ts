import type { CaseRecord } from '../cases/case-record.js';
import { historyOf } from '../cases/history-of-decision.js';
import { performerOn } from '../cases/performer.js';
import type { Actor } from '../people/actor.js';
import type { Stores } from '../unit-of-work/unit-of-work.js';
import { readsAs } from './reads-as.js';

/**
 * Writes into the history of a locked case what concerns who reads it. The version stays, so that nobody's decision is
 * refused because somebody looked.
 * @returns the sequence of the entry.
 */
export async function noteOnCase(
  stores: Stores,
  theCase: CaseRecord,
  actor: Actor,
  entry: {
    readonly type:
      | 'case-read'
      | 'glass-broken'
      | 'reader-named'
      | 'reader-removed'
      | 'attachment-released'
      | 'attachment-discarded'
      | 'words-erased';
    readonly reason: string | null;
    readonly detail: Readonly<Record<string, string | number | null>>;
  },
): Promise<number> {
  const { type, reason, detail } = entry;
  const performer = { ...performerOn(theCase, actor, []), role: readsAs(actor, theCase).role };
  const history = historyOf(
    [{ type, name: null, fromState: null, toState: null, reason, detail: { type, ...detail } }],
    {
      caseId: theCase.id,
      version: theCase.version,
      after: theCase.historyLength,
      performer,
      now: await stores.now(),
    },
  );
  const historyLength = theCase.historyLength + history.length;
  await stores.cases.note({ ...theCase, historyLength }, history);
  return historyLength;
}
