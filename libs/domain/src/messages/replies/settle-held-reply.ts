import { CaseNotFound } from '../../cases/case.errors.js';
import type { Actor } from '../../people/actor.js';
import { HEADQUARTERS } from '../../people/role-kinds.js';
import { type Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { LONGEST_MESSAGE } from '../conversation.js';
import { postMessage } from '../post-message.js';
import { HeldReplyNotFound } from './held-reply.errors.js';
import { ownWords } from './own-words.js';
import type { HeldReply } from './reply-store.js';

/**
 * An intake officer decides about a mail of somebody the system does not know: it belongs to a case, or is thrown away. On the
 * case it is a message of the officer who put it there; nobody is made to have said what a stranger wrote in their name.
 */
export class SettleHeldReply {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws HeldReplyNotFound, CaseNotFound, NoVoiceInConversation, ConversationClosed */
  assign(
    actor: Actor,
    { replyId, caseId }: { readonly replyId: string; readonly caseId: string },
  ): Promise<{ readonly caseId: string; readonly sequence: number }> {
    return this.unitOfWork.run(async (stores) => {
      const held = await heldFor(stores, actor, replyId);
      const theCase = await stores.cases.lock(caseId, actor);
      if (!theCase) throw new CaseNotFound();
      const text = ownWords(held.text).slice(0, LONGEST_MESSAGE).toWellFormed();
      const { sequence } = await postMessage(stores, theCase, actor, { text, mentions: [] }, 'mail');
      await stores.replies.assign(replyId, { caseId, sequence });
      // Its officer hears of it like the State does: neither of them wrote it.
      const to = ['case-officer'];
      stores.outbox.append('case.notify', { caseId, sequence, template: 'message-from-office', to }, caseId);
      stores.audit.append({
        kind: 'reply-assigned',
        actorId: actor.personId,
        subject: { type: 'reply', id: replyId },
        detail: { caseId, sequence },
      });
      return { caseId, sequence };
    });
  }

  /** Whoever operates the system may, too, without having read it. @throws HeldReplyNotFound */
  discard(actor: Actor, replyId: string): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const isOperator = actor.roles.some(({ role }) => role === 'administrator');
      if (!isOperator) await heldFor(stores, actor, replyId);
      if (!(await stores.replies.discard(replyId))) throw new HeldReplyNotFound();
      stores.audit.append({
        kind: 'reply-discarded',
        actorId: actor.personId,
        subject: { type: 'reply', id: replyId },
        detail: {},
      });
    });
  }
}

/** Whether somebody's desk is the one that registers every request: there mail is read that names no case. */
export function isIntakeDesk(actor: Actor): boolean {
  return actor.roles.some(({ role, officeCode }) => role === 'intake-officer' && officeCode === HEADQUARTERS);
}

/** A mail that answers a letter about a case is for those alone who see the case. */
async function heldFor({ replies, cases }: Stores, actor: Actor, replyId: string): Promise<HeldReply> {
  const held = await replies.lockHeld(replyId);
  const mayRead = held && (held.aboutCaseId === null ? isIntakeDesk(actor) : await cases.lock(held.aboutCaseId, actor));
  if (!held || !mayRead) throw new HeldReplyNotFound();
  return held;
}
