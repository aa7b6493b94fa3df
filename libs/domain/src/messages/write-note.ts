import { CaseNotFound } from '../cases/case.errors.js';
import type { Identifiers } from '../identifiers/identifiers.js';
import type { Actor } from '../people/actor.js';
import { rolesOnCase } from '../people/roles-on-case.js';
import type { Repeatable } from '../repeats/repeats.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { languageOf, type Writing } from './conversation.js';
import { checkedMentions } from './mentions.js';
import { asStaff } from './sides.js';

export type NoteWritten = { readonly id: string; readonly caseId: string };

/** Staff write an internal note on a case: for offices and headquarters, never for the State. */
export class WriteNote {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * Also on a case that has ended: what was learnt is often written down last.
   * @throws CaseNotFound also to people of the requesting State, to whom notes do not exist; MentionNotPossible,
   *   RepeatInProgress, RepeatDiffers
   */
  execute(
    actor: Actor,
    command: { readonly caseId: string } & Writing,
    repeatable: Repeatable | null,
  ): Promise<NoteWritten> {
    const { caseId } = command;
    return this.unitOfWork.run(async (stores) => {
      const seen = await stores.cases.lock(caseId, actor);
      const staff = seen && asStaff(actor, seen.requestingState);
      const theCase = staff && (await stores.cases.lock(caseId, staff));
      if (!theCase) throw new CaseNotFound();

      return stores.repeats.once(repeatable, async () => {
        const mentions = await checkedMentions(stores.conversation, caseId, command.mentions, 'notes', actor.personId);
        const id = this.identifiers.next();
        await stores.conversation.addNote({
          id,
          caseId,
          authorId: actor.personId,
          authorRole: rolesOnCase(staff, theCase)[0] ?? staff.roles[0]?.role ?? 'none',
          text: command.text,
          language: languageOf(command, actor.language),
          mentions,
          writtenAt: await stores.now(),
        });
        stores.audit.append({
          kind: 'note-written',
          actorId: actor.personId,
          subject: { type: 'case', id: caseId },
          detail: { noteId: id },
        });
        if (mentions.length > 0) {
          const to = mentions.map((personId) => `staff:${personId}`);
          // No entry of the history tells of a note, so there is none to name.
          stores.outbox.append('case.notify', { caseId, sequence: 0, template: 'mentioned-in-note', to }, caseId);
        }
        return { id, caseId };
      });
    });
  }
}
