import { CaseNotFound } from '../cases/case.errors.js';
import type { CaseRecord } from '../cases/case-record.js';
import { historyOf } from '../cases/history-of-decision.js';
import { performerOn } from '../cases/performer.js';
import type { Actor } from '../people/actor.js';
import type { Repeatable } from '../repeats/repeats.js';
import { type Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { languageOf, type MessageSource, type Writing } from './conversation.js';
import { checkedMentions } from './mentions.js';
import { ConversationClosed, NoVoiceInConversation } from './message.errors.js';
import { type Side, sideOnCase } from './sides.js';

/** Where a message stands in its conversation. */
export type MessagePosted = { readonly caseId: string; readonly sequence: number };

/** Who is told of a message: the other side. Roles nobody holds yet tell nobody. */
const TOLD: Readonly<Record<Side, { readonly template: string; readonly to: readonly string[] }>> = {
  state: { template: 'message-from-state', to: ['case-officer', 'intake-officer'] },
  office: { template: 'message-from-office', to: ['focal-point'] },
};

/** Somebody writes to the other side on a case. It moves nothing: a question that stops the clock is an act. */
export class PostMessage {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws CaseNotFound, NoVoiceInConversation, ConversationClosed, MentionNotPossible, RepeatInProgress, RepeatDiffers */
  execute(
    actor: Actor,
    command: { readonly caseId: string } & Writing,
    repeatable: Repeatable | null,
  ): Promise<MessagePosted> {
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(command.caseId, actor);
      if (!theCase) throw new CaseNotFound();
      return stores.repeats.once(repeatable, () => postMessage(stores, theCase, actor, command, 'web'));
    });
  }
}

/**
 * Puts a message into the conversation of a locked case. Its words are kept apart from the history, which can never be
 * changed, so that they can be erased; the entry there says who wrote and when.
 * @throws NoVoiceInConversation, ConversationClosed, MentionNotPossible
 */
export async function postMessage(
  stores: Stores,
  theCase: CaseRecord,
  actor: Actor,
  writing: Writing,
  source: MessageSource,
): Promise<MessagePosted> {
  const side = sideOnCase(actor, theCase);
  if (side === null) throw new NoVoiceInConversation();
  checkOpen(theCase);
  const { id: caseId } = theCase;
  const mentions = await checkedMentions(stores.conversation, caseId, writing.mentions, 'messages', actor.personId);
  const detail = { type: 'message-posted', source };
  const history = historyOf([{ type: detail.type, name: null, fromState: null, toState: null, reason: null, detail }], {
    caseId,
    version: theCase.version,
    after: theCase.historyLength,
    performer: performerOn(theCase, actor, side === 'state' ? ['focal-point', 'permanent-mission'] : ['case-officer']),
    now: await stores.now(),
  });
  const sequence = theCase.historyLength + history.length;
  await stores.cases.note({ ...theCase, historyLength: sequence }, history);
  const language = languageOf(writing, actor.language);
  await stores.conversation.addMessage({ caseId, sequence, text: writing.text, language, mentions, source });

  stores.outbox.append('case.notify', { caseId, sequence, ...audienceOf(side, theCase, mentions) }, caseId);
  if (mentions.length > 0) {
    const to = mentions.map((personId) => `person:${personId}`);
    stores.outbox.append('case.notify', { caseId, sequence, template: 'mentioned', to }, caseId);
  }
  return { caseId, sequence };
}

/** Until an office leads the case, the desk that registers requests is the one to read what the State writes. */
function audienceOf(
  side: Side,
  { leadOffice }: CaseRecord,
  mentions: readonly string[],
): { readonly template: string; readonly to: readonly string[] } {
  const { template, to } = TOLD[side];
  const roles = side === 'state' ? to.filter((role) => (role === 'intake-officer') === (leadOffice === null)) : to;
  // Whoever is addressed by name is told so, and not a second time.
  return { template, to: [...roles, ...mentions.map((personId) => `except:${personId}`)] };
}

/** Open from the submission on, and after the end for as long as the lifecycle still keeps a time limit (the follow-up). */
function checkOpen({ submittedAt, isOpen, nextDueAt }: CaseRecord): void {
  if (submittedAt === null) throw new ConversationClosed('draft');
  if (!isOpen && nextDueAt === null) throw new ConversationClosed('ended');
}
