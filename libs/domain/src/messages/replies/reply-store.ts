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
  readonly outcome: 'taken' | 'refused' | 'dropped' | 'held' | 'discarded';
  /** Why it was not taken, as a code. */
  readonly reason: string | null;
  readonly caseId: string | null;
  readonly personId: string | null;
  readonly sequence: number | null;
  /** The whole text of a mail that was taken or is held, quotations included. */
  readonly wholeText: string | null;
  /** Of a mail that is held: who sent it, and the case of the letter it answers. */
  readonly held: { readonly sender: string; readonly aboutCaseId: string | null } | null;
  readonly files: readonly QuarantinedFile[];
}

/** A mail that waits for somebody to say which case it belongs to. */
export interface HeldReply {
  readonly text: string;
  readonly aboutCaseId: string | null;
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
  /** How many mails wait for a decision, and how many of them this sender wrote in the last hour. */
  waiting(sender: string): Promise<{ readonly all: number; readonly ofSenderLately: number }>;
  record(reply: ReplyRecord): Promise<void>;
  /** Locked until the transaction ends, whoever asks; null where none of that id waits. */
  lockHeld(replyId: string): Promise<HeldReply | null>;
  /** Its files come into the quarantine of the case. */
  assign(replyId: string, to: { readonly caseId: string; readonly sequence: number }): Promise<void>;
  /** Text, sender and files go. Says whether it was waiting. */
  discard(replyId: string): Promise<boolean>;
}

/** Makes the address under which one reader answers letters about one case. */
export abstract class ReplyAddresses {
  /** Null where answers by mail are not taken. */
  abstract make(caseId: string, personId: string): Promise<string | null>;
}
