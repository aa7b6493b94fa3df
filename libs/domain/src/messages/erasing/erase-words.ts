import { noteOnCase } from '../../access/note-on-case.js';
import { CaseNotFound } from '../../cases/case.errors.js';
import type { CaseRecord } from '../../cases/case-record.js';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Actor } from '../../people/actor.js';
import { rolesOnCase } from '../../people/roles-on-case.js';
import { type Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { conversationActs } from '../conversation-acts.js';
import { MessageNotFound } from '../message.errors.js';
import { asStaff } from '../sides.js';
import { ErasedAlready, ErasingNotYours, NoteNotFound, WordsOfAnAct } from './erasing.errors.js';

const MAY_ERASE = ['office-head', 'hq-manager'] as const;

/** Who erases, and why. */
export interface Erasure {
  readonly caseId: string;
  /** Read by everybody who sees that something was erased. */
  readonly reason: string;
  /**
   * Whether it is ordered at the command line, where an administrator may do it for a case of which they see nothing.
   * Never true for a call over the network.
   */
  readonly asOperator: boolean;
}

/**
 * Erases what somebody wrote, because it must be forgotten: the words go for good, with their translations, the mail they came
 * in and its attachments. That they were there, who erased them and why stays. The entries of the history and the audit hold
 * no words, so the chain over them stays as it is.
 */
export class EraseWords {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
  ) {}

  /** @throws CaseNotFound, ErasingNotYours, MessageNotFound, WordsOfAnAct, ErasedAlready */
  message(actor: Actor, erasure: Erasure & { readonly sequence: number }): Promise<void> {
    const { sequence, reason } = erasure;
    return this.unitOfWork.run(async (stores) => {
      const theCase = await caseFor(stores, actor, erasure);
      const workflow = await this.workflows.get(theCase.workflow.id, theCase.workflow.version);
      const entry = await stores.conversation.entry(theCase.id, sequence, conversationActs(workflow));
      if (!entry) throw new MessageNotFound();
      if (entry.kind !== 'message') throw new WordsOfAnAct();
      const isErased = await stores.conversation.eraseMessage({
        caseId: theCase.id,
        sequence,
        by: actor.personId,
        reason,
      });
      if (!isErased) throw new ErasedAlready();
      const detail = { message: sequence };
      await noteOnCase(stores, theCase, actor, { type: 'words-erased', reason, detail });
    });
  }

  /** The history, which the State reads, knows of no note: this is in the audit. @throws CaseNotFound, ErasingNotYours, NoteNotFound, ErasedAlready */
  note(actor: Actor, erasure: Erasure & { readonly noteId: string }): Promise<void> {
    const { noteId, reason } = erasure;
    return this.unitOfWork.run(async (stores) => {
      const theCase = await caseFor(stores, actor, erasure);
      const outcome = await stores.conversation.eraseNote({ caseId: theCase.id, noteId, by: actor.personId, reason });
      if (outcome === 'absent') throw new NoteNotFound();
      if (outcome === 'erased-already') throw new ErasedAlready();
      stores.audit.append({
        kind: 'note-erased',
        actorId: actor.personId,
        subject: { type: 'case', id: theCase.id },
        detail: { noteId },
      });
    });
  }
}

async function caseFor(stores: Stores, actor: Actor, { caseId, asOperator }: Erasure): Promise<CaseRecord> {
  if (asOperator && actor.roles.some(({ role }) => role === 'administrator')) {
    const found = await stores.cases.lockForSystem(caseId);
    if (!found) throw new CaseNotFound();
    return found;
  }
  const theCase = await stores.cases.lock(caseId, actor);
  if (!theCase) throw new CaseNotFound();
  const staff = asStaff(actor, theCase.requestingState);
  const roles = staff === null ? [] : rolesOnCase(staff, theCase);
  if (!MAY_ERASE.some((role) => roles.includes(role))) throw new ErasingNotYours(MAY_ERASE);
  return theCase;
}
