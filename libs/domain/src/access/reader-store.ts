import type { HeldRole } from '../people/actor.js';

/** Somebody named because their work needs the case. */
export interface NamedReader {
  readonly caseId: string;
  readonly personId: string;
  readonly namedBy: string;
  readonly reason: string;
  /** Whether the person broke the glass. */
  readonly isEmergency: boolean;
  /** Null where it has no end. */
  readonly untilAt: Date | null;
}

/** Who may read a case beyond their role, and who has read it; within one transaction. */
export interface ReaderStore {
  /** The case of a reference number, whoever asks; null where there is none, or it has not been submitted. */
  caseOfReference(reference: string): Promise<string | null>;
  /** Names somebody, or names them anew. An emergency never cuts short what was given without an end. */
  name(reader: NamedReader): Promise<void>;
  /** The entry in force of a person. */
  find(caseId: string, personId: string): Promise<NamedReader | null>;
  remove(caseId: string, personId: string): Promise<void>;
  /** Roles in force. */
  rolesOf(personId: string): Promise<readonly HeldRole[]>;
  /**
   * Notes that a session reads a case.
   * @returns whether it is news: a session reads a case once an hour, however many pages it turns.
   */
  claimReading(caseId: string, sessionId: string): Promise<boolean>;
}
