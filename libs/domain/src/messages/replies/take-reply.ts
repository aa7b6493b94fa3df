import { DomainError } from '../../errors.js';
import type { Identifiers } from '../../identifiers/identifiers.js';
import { canonicalEmail } from '../../people/accounts.js';
import { type Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { LONGEST_MESSAGE } from '../conversation.js';
import { postMessage } from '../post-message.js';
import { ownWords } from './own-words.js';
import type { AnsweredLetter, QuarantinedFile, ReplyRecord } from './reply-store.js';
import { type MailHead, unwantedBecause } from './unwanted-mail.js';

/** Nobody writes so many letters in an hour; a machine does. */
const MOST_AN_HOUR = 20;
const MOST_FILES = 10;
/** A queue nobody comes to the end of is none, and a stranger is not to fill it alone. */
const MOST_HELD = 200;
const MOST_HELD_AN_HOUR = 5;
const LONGEST_HELD_TEXT = 100_000;

/** A mail that came to a reply address, read. */
export interface InboundMail extends MailHead {
  /** Empty where it came to the address itself: it answers no letter. */
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
          ...{ outcome, reason, ...known, sequence: null, wholeText: null, held: null, files: [] },
        });

      const unwanted = unwantedBecause(mail, this.ownDomain);
      if (unwanted !== null) {
        await settle('dropped', unwanted);
        return { outcome: 'dropped' };
      }
      if (letter && (await stores.replies.takenLately(letter.personId)) >= MOST_AN_HOUR)
        return { outcome: 'postponed' };
      const stranger = await strangerIn(stores, mail, letter);
      if (stranger) return this.hold(stores, mail, stranger);
      const refusal = await this.take(stores, mail, letter);
      if (refusal === null) return { outcome: 'taken' };
      await settle('refused', refusal);
      return { outcome: 'refused', reason: refusal };
    });
  }

  /** The sender is told nothing: whether a letter was answered from another address is nobody's business but ours. */
  private async hold(
    { replies }: Stores,
    mail: InboundMail,
    held: { readonly sender: string; readonly aboutCaseId: string | null },
  ): Promise<ReplyOutcome> {
    const { all, ofSenderLately } = await replies.waiting(held.sender);
    if (all >= MOST_HELD || ofSenderLately >= MOST_HELD_AN_HOUR) return { outcome: 'postponed' };
    await replies.record({
      id: this.identifiers.next(),
      fingerprint: mail.fingerprint,
      ...{ outcome: 'held', reason: held.aboutCaseId === null ? 'no-letter' : 'other-sender' },
      ...{ caseId: null, personId: null, sequence: null, wholeText: mail.text, held },
      files: mail.files.map((file) => ({ ...file, id: this.identifiers.next() })),
    });
    return { outcome: 'taken' };
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
        held: null,
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

/**
 * Who wrote, if it is one person we do not know, who has something to say: to nobody in particular, or in answer to a letter
 * of ours about an unclassified case to somebody else. What cannot wait in a queue is refused as it always was.
 */
async function strangerIn(
  { cases }: Stores,
  mail: InboundMail,
  letter: AnsweredLetter | null,
): Promise<{ readonly sender: string; readonly aboutCaseId: string | null } | null> {
  const [from, ...others] = mail.from.map(canonicalEmail);
  if (from === undefined || from === '' || others.length > 0 || mail.files.length > MOST_FILES) return null;
  if (ownWords(mail.text) === '' || mail.text.length > LONGEST_HELD_TEXT) return null;
  if (mail.token === '') return { sender: from, aboutCaseId: null };
  if (!letter || letter.isExpired || from === canonicalEmail(letter.email)) return null;
  const theCase = await cases.lockForSystem(letter.caseId);
  return theCase?.sensitivity === 'unclassified' ? { sender: from, aboutCaseId: letter.caseId } : null;
}

/** A mail that comes again is told what it was told before. */
function againAs({ outcome, reason }: Pick<ReplyRecord, 'outcome' | 'reason'>): ReplyOutcome {
  if (outcome === 'refused') return { outcome, reason: reason ?? 'not-possible' };
  return { outcome: outcome === 'dropped' ? 'dropped' : 'taken' };
}
