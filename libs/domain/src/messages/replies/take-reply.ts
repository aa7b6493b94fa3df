import { DomainError } from '../../errors.js';
import type { Identifiers } from '../../identifiers/identifiers.js';
import { canonicalEmail } from '../../people/accounts.js';
import { type Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { LONGEST_MESSAGE } from '../conversation.js';
import { postMessage } from '../post-message.js';
import { ownWords } from './own-words.js';
import type { QuarantinedFile, ReplyRecord } from './reply-store.js';
import { type MailHead, unwantedBecause } from './unwanted-mail.js';

/** Nobody writes so many letters in an hour; a machine does. */
const MOST_AN_HOUR = 20;
const MOST_FILES = 10;

/** A mail that came to a reply address, read. */
export interface InboundMail extends MailHead {
  readonly token: string;
  readonly fingerprint: Uint8Array;
  /** The addresses in From. */
  readonly from: readonly string[];
  readonly text: string;
  readonly files: readonly Omit<QuarantinedFile, 'id'>[];
}

/** What the mail server that brought it is told: taken (also what is dropped), or refused, which tells its sender. */
export type ReplyOutcome =
  | { readonly outcome: 'taken' | 'dropped' }
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Not now: it may be brought again. */
  | { readonly outcome: 'postponed' };

type RefusalReason =
  | 'unknown-address'
  | 'expired'
  | 'wrong-sender'
  | 'no-access'
  | 'restricted'
  | 'not-possible'
  | 'nothing-said'
  | 'too-long'
  | 'too-many-files';

/**
 * Takes an answer by mail into the conversation on its case. It is a message and never an act: who answers a question
 * of the office does so on the case. The token says whom the letter was to; the sender has to be that person.
 */
export class TakeReply {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
    private readonly ownDomain: string,
  ) {}

  execute(mail: InboundMail): Promise<ReplyOutcome> {
    return this.unitOfWork.run(async (stores) => {
      const earlier = await stores.replies.earlier(mail.fingerprint);
      if (earlier) return againAs(earlier);
      const letter = await stores.replies.letterWith(mail.token);
      const known = { caseId: letter?.caseId ?? null, personId: letter?.personId ?? null };
      const settle = async (outcome: 'refused' | 'dropped', reason: string): Promise<void> =>
        stores.replies.record({
          id: this.identifiers.next(),
          fingerprint: mail.fingerprint,
          ...{ outcome, reason, ...known, sequence: null, wholeText: null, files: [] },
        });

      const unwanted = unwantedBecause(mail, this.ownDomain);
      if (unwanted !== null) {
        await settle('dropped', unwanted);
        return { outcome: 'dropped' };
      }
      if (letter && (await stores.replies.takenLately(letter.personId)) >= MOST_AN_HOUR)
        return { outcome: 'postponed' };
      const refusal = await this.take(stores, mail, letter);
      if (refusal === null) return { outcome: 'taken' };
      await settle('refused', refusal);
      return { outcome: 'refused', reason: refusal };
    });
  }

  private async take(
    stores: Stores,
    mail: InboundMail,
    letter: Awaited<ReturnType<Stores['replies']['letterWith']>>,
  ): Promise<RefusalReason | null> {
    if (!letter) return 'unknown-address';
    if (letter.isExpired) return 'expired';
    const [from, ...others] = mail.from.map(canonicalEmail);
    if (others.length > 0 || from !== canonicalEmail(letter.email)) return 'wrong-sender';
    const actor = await stores.replies.actor(letter.personId);
    const theCase = actor && (await stores.cases.lock(letter.caseId, actor));
    if (!theCase) return 'no-access';
    // Mail travels through other hands; what is restricted is written where one has signed in.
    if (theCase.sensitivity !== 'unclassified') return 'restricted';

    const words = ownWords(mail.text);
    if (words === '') return 'nothing-said';
    if (words.length > LONGEST_MESSAGE) return 'too-long';
    if (mail.files.length > MOST_FILES) return 'too-many-files';
    try {
      const { sequence } = await postMessage(stores, theCase, actor, { text: words, mentions: [] }, 'mail');
      await stores.replies.record({
        id: this.identifiers.next(),
        fingerprint: mail.fingerprint,
        ...{ outcome: 'taken', reason: null, caseId: letter.caseId, personId: letter.personId, sequence },
        wholeText: mail.text,
        files: mail.files.map((file) => ({ ...file, id: this.identifiers.next() })),
      });
      return null;
    } catch (error) {
      // Refused before anything was written: no part in the case any more, or a conversation that has ended.
      if (error instanceof DomainError) return 'not-possible';
      throw error;
    }
  }
}

/** A mail that comes again is told what it was told before. */
function againAs({ outcome, reason }: Pick<ReplyRecord, 'outcome' | 'reason'>): ReplyOutcome {
  return outcome === 'refused' ? { outcome, reason: reason ?? 'not-possible' } : { outcome };
}
