import type { Canonical } from './canonical-json.js';

/**
 * An entry of the chain is hashed in two parts. The frame says what happened, when, and by whose hand, in codes and
 * ids. The content (reasons, answers) may hold what people wrote and goes in only as the hash of a random salt and its
 * text: when the text has to be erased, salt and text go together, and the frame still fits the chain.
 */
export interface AuditedCaseEvent {
  readonly caseId: string;
  readonly sequence: number;
  readonly caseVersion: number;
  readonly type: string;
  readonly name: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
  readonly actorId: string | null;
  readonly actorRole: string;
  readonly reason: string | null;
  readonly detail: Canonical;
  readonly occurredAt: Date;
}

export interface AuditedRecord {
  readonly id: string;
  readonly recordKind: string;
  readonly actorId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Canonical;
  readonly occurredAt: Date;
}

/** What of an event of a case may be erased. */
export function contentOfEvent({ reason, detail }: AuditedCaseEvent): Canonical {
  return { reason, detail };
}

/** @param contentHash hexadecimal */
export function frameOfEvent(event: AuditedCaseEvent, contentHash: string): Canonical {
  return {
    kind: 'case-event',
    caseId: event.caseId,
    sequence: event.sequence,
    caseVersion: event.caseVersion,
    type: event.type,
    name: event.name,
    fromState: event.fromState,
    toState: event.toState,
    actorId: event.actorId,
    actorRole: event.actorRole,
    occurredAt: event.occurredAt.toISOString(),
    contentHash,
  };
}

export function contentOfRecord({ detail }: AuditedRecord): Canonical {
  return { detail };
}

/** @param contentHash hexadecimal */
export function frameOfRecord(record: AuditedRecord, contentHash: string): Canonical {
  return {
    kind: 'record',
    id: record.id,
    recordKind: record.recordKind,
    actorId: record.actorId,
    subjectType: record.subjectType,
    subjectId: record.subjectId,
    occurredAt: record.occurredAt.toISOString(),
    contentHash,
  };
}

/** What a signed checkpoint says: the chain was this long and ended in this hash. Kept outside the database. */
export interface Checkpoint {
  readonly format: 'upon-request/checkpoint/1';
  readonly sequence: number;
  /** Hexadecimal. */
  readonly chainHash: string;
  readonly sealedAt: string;
  readonly keyId: string;
}

/** What a signed seal says of one case: its history had so many entries, which end in this hash, and the record read so. */
export interface CaseSeal {
  readonly format: 'upon-request/case-seal/1';
  readonly caseId: string;
  readonly reference: string;
  readonly requestingState: string;
  readonly caseSequence: number;
  /** Hexadecimal, like all hashes here: of the entries of this case alone, one after the other. */
  readonly caseChainHash: string;
  /** Of what the State asked for. */
  readonly requestHash: string;
  /** Of the whole record of the case. */
  readonly recordHash: string;
  readonly sealedAt: string;
  readonly keyId: string;
}
