import type { CaseRecord } from '#libs/domain';
import type { CaseSummary, NamedHistoryEntry } from '#libs/infrastructure';
import type { CaseSummaryView, CaseView, HistoryEntryView } from './case.dto.js';
import type { CaseWords } from './case-labels.js';

/** A draft may have no title yet, and some titles are not shown; a list still needs something to show. */
const UNTITLED = '—';

/** A list is left open on a screen; what a strictly confidential case is about is read in the case, where it is noted. */
function isShownInLists({ title, sensitivity }: CaseSummary): boolean {
  return title !== '' && sensitivity !== 'strictly-confidential';
}

export function toSummaryView(theCase: CaseSummary, words: CaseWords): CaseSummaryView {
  return {
    id: theCase.id,
    reference: theCase.reference,
    version: theCase.version,
    title: isShownInLists(theCase) ? theCase.title : UNTITLED,
    state: theCase.state,
    stateLabel: words.state(theCase.workflow, theCase.state),
    phase: theCase.phase,
    holder: theCase.holder,
    isOpen: theCase.isOpen,
    requestingState: theCase.requestingState,
    area: theCase.area,
    urgency: theCase.urgency,
    sensitivity: theCase.sensitivity,
    leadOffice: theCase.leadOffice,
    caseOfficerId: theCase.caseOfficerId,
    nextDueAt: theCase.nextDueAt?.toISOString() ?? null,
    submittedAt: theCase.submittedAt?.toISOString() ?? null,
    closedAt: theCase.closedAt?.toISOString() ?? null,
    changedAt: theCase.changedAt.toISOString(),
  };
}

export function toCaseView(theCase: CaseRecord, words: CaseWords): CaseView {
  return {
    ...toSummaryView({ ...theCase, state: theCase.snapshot.state, title: theCase.request.title }, words),
    lifecycle: theCase.workflow,
    gates: theCase.snapshot.gates,
    supportingOffices: theCase.supportingOffices,
    request: theCase.request,
    established: theCase.established,
    createdAt: theCase.createdAt.toISOString(),
  };
}

export function toHistoryEntryView(entry: NamedHistoryEntry, words: CaseWords): HistoryEntryView {
  const { gate, input } = entry.detail;
  const gateMoved = typeof gate === 'string' ? gate : null;
  // Of a gate the entry tells the gate's own states; the case stands where it stood.
  const stateEntered = gateMoved === null ? entry.toState : null;
  return {
    sequence: entry.sequence,
    caseVersion: entry.caseVersion,
    type: entry.type,
    name: entry.name,
    text: textOf(entry, gateMoved, words),
    gate: gateMoved,
    fromState: entry.fromState,
    toState: entry.toState,
    toStateLabel: stateEntered === null ? null : words.state(entry.workflow, stateEntered),
    holder: stateEntered === null ? null : words.holder(entry.workflow, stateEntered),
    actorName: entry.actorName,
    actorRole: entry.actorRole,
    reason: entry.reason,
    change: changeIn(entry),
    input: typeof input === 'object' && input !== null ? input : {},
    occurredAt: entry.occurredAt.toISOString(),
  };
}

/** What happened, in words: the act; of a gate that moved by itself, where it stands; of a deadline, which one it was. */
function textOf({ type, name, toState, workflow }: NamedHistoryEntry, gate: string | null, words: CaseWords): string {
  if (name === null && gate !== null && toState !== null) {
    return `${words.gate(workflow, gate)}: ${words.gateState(workflow, gate, toState)}`;
  }
  if (name === null) return type;
  return type === 'thresholds-fired' ? words.target(workflow, name) : words.act(workflow, name);
}

function changeIn({ type, detail }: NamedHistoryEntry): HistoryEntryView['change'] {
  if (type !== 'record-changed') return null;
  const { property, from, to } = detail;
  return { property: String(property), from: textOrNull(from), to: textOrNull(to) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
