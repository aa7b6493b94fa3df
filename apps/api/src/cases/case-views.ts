import type { CaseRecord, Language } from '#libs/domain';
import type { CaseSummary, NamedHistoryEntry } from '#libs/infrastructure';
import type { CaseSummaryView, CaseView, HistoryEntryView } from './case.dto.js';
import type { CaseLabels } from './case-labels.js';

/** A draft may have no title yet; a list still needs something to show. */
const UNTITLED = '—';

export function toSummaryView(theCase: CaseSummary, labels: CaseLabels, language: Language): CaseSummaryView {
  return {
    id: theCase.id,
    reference: theCase.reference,
    version: theCase.version,
    title: theCase.title === '' ? UNTITLED : theCase.title,
    state: theCase.state,
    stateLabel: labels.state(theCase.workflow, theCase.state, language),
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

export function toCaseView(theCase: CaseRecord, labels: CaseLabels, language: Language): CaseView {
  return {
    ...toSummaryView({ ...theCase, state: theCase.snapshot.state, title: theCase.request.title }, labels, language),
    lifecycle: theCase.workflow,
    gates: theCase.snapshot.gates,
    supportingOffices: theCase.supportingOffices,
    request: theCase.request,
    established: theCase.established,
    createdAt: theCase.createdAt.toISOString(),
  };
}

export function toHistoryEntryView(entry: NamedHistoryEntry, labels: CaseLabels, language: Language): HistoryEntryView {
  const { gate, input } = entry.detail;
  const gateMoved = typeof gate === 'string' ? gate : null;
  // Of a gate the entry tells the gate's own states; the case stands where it stood.
  const stateEntered = gateMoved === null ? entry.toState : null;
  return {
    sequence: entry.sequence,
    caseVersion: entry.caseVersion,
    type: entry.type,
    name: entry.name,
    text: textOf(entry, gateMoved, labels, language),
    gate: gateMoved,
    fromState: entry.fromState,
    toState: entry.toState,
    toStateLabel: stateEntered === null ? null : labels.state(entry.workflow, stateEntered, language),
    holder: stateEntered === null ? null : labels.holder(entry.workflow, stateEntered),
    actorName: entry.actorName,
    actorRole: entry.actorRole,
    reason: entry.reason,
    change: changeIn(entry),
    input: typeof input === 'object' && input !== null ? input : {},
    occurredAt: entry.occurredAt.toISOString(),
  };
}

/** What happened, in words: the act; of a gate that moved by itself, where it stands; of a deadline, which one it was. */
function textOf({ type, name, toState, workflow }: NamedHistoryEntry, gate: string | null, labels: CaseLabels, language: Language): string {
  if (name === null && gate !== null && toState !== null) {
    return `${labels.gate(workflow, gate, language)}: ${labels.gateState(workflow, gate, toState, language)}`;
  }
  if (name === null) return type;
  return type === 'thresholds-fired' ? labels.target(workflow, name, language) : labels.act(workflow, name, language);
}

function changeIn({ type, detail }: NamedHistoryEntry): HistoryEntryView['change'] {
  if (type !== 'record-changed') return null;
  const { property, from, to } = detail;
  return { property: String(property), from: textOrNull(from), to: textOrNull(to) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
