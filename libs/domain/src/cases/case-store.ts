import type { Actor } from '../people/actor.js';
import type { CaseRecord, HistoryEntry } from './case-record.js';

/** The write side of cases, within one transaction. */
export interface CaseStore {
  /**
   * Locks the row of a case until the transaction ends, so that two people cannot decide on it at once.
   * Null if it does not exist or the actor may not see it: the caller cannot tell which.
   */
  lock(caseId: string, actor: Actor): Promise<CaseRecord | null>;
  /** Locks a case for an act of the system, which sees every case. */
  lockForSystem(caseId: string): Promise<CaseRecord | null>;
  /** Locks many cases for an act of the system, in the order of their ids; those that are gone are left out. */
  lockAllForSystem(caseIds: readonly string[]): Promise<readonly CaseRecord[]>;
  add(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void>;
  /** Remembers what a case was called in another register. False if a case of that name has been imported before. */
  addOrigin(caseId: string, origin: { readonly register: string; readonly formerReference: string }): Promise<boolean>;
  /** Writes the record and what happened. @throws Error if the row was not locked at the version before this one. */
  save(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void>;
  /**
   * Writes down that something happened which leaves the case as it was (a deadline passed): history, and the nearest
   * due instant. The version stays, so that nobody's decision is refused for it.
   */
  note(record: CaseRecord, history: readonly HistoryEntry[]): Promise<void>;
  /** The same for many cases. */
  noteAll(notes: readonly { readonly record: CaseRecord; readonly history: readonly HistoryEntry[] }[]): Promise<void>;
  /** What happened after a version, oldest first, at most fifty entries. */
  historySince(caseId: string, version: number): Promise<readonly HistoryEntry[]>;
}
