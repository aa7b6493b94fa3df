import { CaseNotFound } from '../cases/case.errors.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { Identifiers } from '../identifiers/identifiers.js';
import type { Actor } from '../people/actor.js';
import type { Repeatable } from '../repeats/repeats.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { TranslationMethod } from './conversation.js';
import { conversationActs } from './conversation-acts.js';
import { MessageNotFound, NoVoiceInConversation, TranslationIntoItself } from './message.errors.js';
import { sideOnCase } from './sides.js';

export type MessageTranslated = { readonly id: string; readonly sequence: number };

/** Somebody adds what was said in another language, marked as a translation. It changes nothing of the original. */
export class TranslateMessage {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly identifiers: Identifiers,
  ) {}

  /** @throws CaseNotFound, NoVoiceInConversation, MessageNotFound, TranslationIntoItself, RepeatInProgress, RepeatDiffers */
  execute(
    actor: Actor,
    command: {
      readonly caseId: string;
      readonly sequence: number;
      readonly language: string;
      readonly text: string;
      readonly method: TranslationMethod;
    },
    repeatable: Repeatable | null,
  ): Promise<MessageTranslated> {
    const { caseId, sequence, language, text, method } = command;
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(caseId, actor);
      if (!theCase) throw new CaseNotFound();
      if (sideOnCase(actor, theCase) === null) throw new NoVoiceInConversation();
      const workflow = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
      const original = await stores.conversation.entry(caseId, sequence, conversationActs(workflow));
      if (!original) throw new MessageNotFound();
      if (original.kind === 'message' && original.language === language) throw new TranslationIntoItself();

      return stores.repeats.once(repeatable, async () => {
        const id = this.identifiers.next();
        await stores.conversation.addTranslation({
          id,
          caseId,
          sequence,
          language,
          text,
          method,
          translatorId: actor.personId,
          translatedAt: await stores.now(),
        });
        stores.audit.append({
          kind: 'message-translated',
          actorId: actor.personId,
          subject: { type: 'case', id: caseId },
          detail: { sequence, translationId: id, language, method },
        });
        return { id, sequence };
      });
    });
  }
}
