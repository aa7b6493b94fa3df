import type { Actor } from '../../people/actor.js';

/** To whom and about which case a letter was, found by the token in its reply address. */
export interface AnsweredLetter {
  readonly caseId: string;
  readonly personId: string;
  readonly email: string;
  readonly isExpired: boolean;
}

/** An attachment as it came. Nobody is served it from here. */
export interface QuarantinedFile {
  readonly id: string;
  readonly name: string;
  /** As the sender says; it decides nothing. */
  readonly declaredType: string;
  /** By its content; null where nothing known begins like it. */
  readonly sniffedType: string | null;
  readonly content: Uint8Array;
}

/** A mail and what became of it: ids and a code. */
export interface ReplyRecord {
  readonly id: string;
  /** The same for a mail that is delivered again. */
  readonly fingerprint: Uint8Array;
  readonly outcome: 'taken' | 'refused' | 'dropped';
  /** Why it was refused or dropped, as a code. */
  readonly reason: string | null;
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly sequence: number | null;
  /** The whole text of a mail that was taken, quotations included. */
  readonly wholeText: string | null;
  readonly files: readonly QuarantinedFile[];
}

/** Answers by mail, within one transaction. */
export interface ReplyStore {
  letterWith(token: string): Promise<AnsweredLetter | null>;
  /** Somebody with the roles in force now; null once the account is closed. */
  actor(personId: string): Promise<Actor | null>;
  /** What became of this mail if it has come before. Holds back a second delivery until the first is done. */
  earlier(fingerprint: Uint8Array): Promise<Pick<ReplyRecord, 'outcome' | 'reason'> | null>;
  /** How many mails of this person were taken in the last hour. */
  takenLately(personId: string): Promise<number>;
  record(reply: ReplyRecord): Promise<void>;
}

/** Makes the address under which one reader answers letters about one case. */
export abstract class ReplyAddresses {
  /** Null where answers by mail are not taken. */
  abstract make(caseId: string, personId: string): Promise<string | null>;
}
