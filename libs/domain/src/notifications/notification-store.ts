import type { Language } from '../people/actor.js';
import type { MailPace, Preference } from './notice.js';

/** An event of a case that people are told of. */
export interface News {
  /** The outbox message that caused it; with person and channel it makes a notification unique. */
  readonly messageId: string;
  readonly caseId: string;
  /** The entry of the case's history that is told of. */
  readonly sequence: number;
  readonly event: string;
  /** The roles on the case that are told. */
  readonly audience: readonly string[];
}

/** One person who is told, and how. */
export interface Addressee {
  readonly personId: string;
  /** The key of the entry in the inbox; null where the reader wants none. */
  readonly inboxEntryId: string | null;
  /** The key and the pace of the mail; null where none is to be sent. */
  readonly mail: { readonly id: string; readonly pace: Exclude<MailPace, 'never'> } | null;
}

/** A mail that is to leave by itself, after a pause where the reader has just been written to about the case. */
export interface MailToSend {
  readonly notificationId: string;
  readonly delaySeconds: number;
}

export interface MailReader {
  readonly name: string;
  readonly address: string;
  readonly language: Language;
  /** IANA name; dates in the mail are read by this clock. */
  readonly timeZone: string;
}

/** The news of one case for one reader, as it is when the mail is written and not when it was caused. */
export interface NewsOfCase {
  readonly caseId: string;
  readonly reference: string;
  /** Null where the case is confidential or strictly confidential: such mail carries reference and link only. */
  readonly title: string | null;
  /** The United Nations name of the requesting State in the reader's language; null like the title. */
  readonly state: string | null;
  /** When the latest of the events was told. */
  readonly at: Date;
  /** Oldest first. */
  readonly events: readonly string[];
}

export type TakenForSending =
  | {
      readonly outcome: 'taken';
      /** Stays the same when the same notifications are taken again: a repetition is the same mail. */
      readonly key: string;
      readonly notificationIds: readonly string[];
      readonly reader: MailReader;
      readonly news: NewsOfCase;
    }
  /** Sent, failed or withdrawn before, or the reader may no longer be told. */
  | { readonly outcome: 'nothing-to-send' }
  /** Another worker is sending it at this moment. */
  | { readonly outcome: 'being-sent' };

export type TakenDigest =
  | {
      readonly outcome: 'taken';
      readonly notificationIds: readonly string[];
      readonly reader: MailReader;
      readonly news: readonly NewsOfCase[];
    }
  | { readonly outcome: 'nothing-to-send' }
  | { readonly outcome: 'being-sent' };

/** The notifications of people, inside a transaction. */
export interface NotificationStore {
  /** People in force of these roles on the case, without the author of the entry and without people who may not see the case. */
  recipients(caseId: string, sequence: number, roles: readonly string[]): Promise<readonly string[]>;
  /** What these people have chosen for an event. */
  preferences(personIds: readonly string[], event: string): Promise<ReadonlyMap<string, Preference>>;
  /** Withdraws what was told, or was about to be, of these events, where the case has left the state they spoke of. */
  withdrawPassed(caseId: string, events: readonly string[]): Promise<void>;
  add(news: News, addressees: readonly Addressee[]): Promise<readonly MailToSend[]>;
  /**
   * Leases a notification for one attempt at sending, with everything else that waits to be mailed at once to the same
   * reader about the same case: a burst becomes one mail. Whether the reader may be told is looked at again here; if
   * not, the notifications are withdrawn.
   */
  takeForSending(notificationId: string): Promise<TakenForSending>;
  /** Binds what has waited long enough into digests, a reader each, and says their keys. */
  bindDigests(newId: () => string): Promise<readonly string[]>;
  takeDigest(digestId: string): Promise<TakenDigest>;
  /** Takes those about these events out of what was leased, each to be mailed by itself. Says which. */
  setApart(notificationIds: readonly string[], events: readonly string[]): Promise<readonly string[]>;
  /** Gives the lease back after an attempt that may be repeated. */
  release(notificationIds: readonly string[]): Promise<void>;
  markSent(notificationIds: readonly string[]): Promise<void>;
  markFailed(notificationIds: readonly string[], cause: string): Promise<void>;
}
