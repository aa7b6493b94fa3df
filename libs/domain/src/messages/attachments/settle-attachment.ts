import { noteOnCase } from '../../access/note-on-case.js';
import { CaseNotFound } from '../../cases/case.errors.js';
import type { CaseRecord } from '../../cases/case-record.js';
import type { Actor } from '../../people/actor.js';
import { rolesOnCase } from '../../people/roles-on-case.js';
import { UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import { asStaff } from '../sides.js';
import {
  AttachmentNotFound,
  AttachmentNotReleasable,
  AttachmentSettled,
  AttachmentsNotYours,
} from './attachment.errors.js';
import { obstacleTo } from './permitted-types.js';

const OF_LEAD_OFFICE = ['case-officer', 'triage-officer', 'office-head'] as const;
/** Until an office leads the case, the desk that registers requests looks after it. */
const OF_INTAKE = ['intake-officer'] as const;

/**
 * An officer decides about a file that came with an answer by mail: it is let into the conversation, or thrown away. Both are
 * told in the history of the case, where the State reads what became of its file, and why.
 */
export class SettleAttachment {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * A scanner for viruses would be asked here, before anything is let in; the product brings none.
   * @throws CaseNotFound, AttachmentsNotYours, AttachmentNotFound, AttachmentSettled, AttachmentNotReleasable
   */
  release(actor: Actor, command: { caseId: string; attachmentId: string; reason: string }): Promise<void> {
    return this.settle(actor, command, 'released');
  }

  /** @throws CaseNotFound, AttachmentsNotYours, AttachmentNotFound, AttachmentSettled */
  discard(actor: Actor, command: { caseId: string; attachmentId: string; reason: string }): Promise<void> {
    return this.settle(actor, command, 'discarded');
  }

  private settle(
    actor: Actor,
    { caseId, attachmentId, reason }: { caseId: string; attachmentId: string; reason: string },
    status: 'released' | 'discarded',
  ): Promise<void> {
    return this.unitOfWork.run(async (stores) => {
      const theCase = await stores.cases.lock(caseId, actor);
      if (!theCase) throw new CaseNotFound();
      checkEntitled(actor, theCase);
      const attachment = await stores.attachments.lock(caseId, attachmentId);
      if (!attachment) throw new AttachmentNotFound();
      if (attachment.status !== 'quarantined') throw new AttachmentSettled(attachment.status);
      const obstacle = status === 'released' ? obstacleTo(attachment) : null;
      if (obstacle !== null) throw new AttachmentNotReleasable(obstacle);
      await stores.attachments.settle({ id: attachmentId, status, by: actor.personId, reason });
      await noteOnCase(stores, theCase, actor, {
        type: status === 'released' ? 'attachment-released' : 'attachment-discarded',
        reason,
        detail: { attachmentId, message: attachment.sequence },
      });
    });
  }
}

function checkEntitled(actor: Actor, theCase: CaseRecord): void {
  const entitled = theCase.leadOffice === null ? OF_INTAKE : OF_LEAD_OFFICE;
  const staff = asStaff(actor, theCase.requestingState);
  const roles = staff === null ? [] : rolesOnCase(staff, theCase);
  if (!entitled.some((role) => roles.includes(role))) throw new AttachmentsNotYours(entitled);
}
