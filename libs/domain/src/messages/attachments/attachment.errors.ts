import { DomainError } from '../../errors.js';
import type { AttachmentStatus } from './attachment.js';
import type { AttachmentObstacle } from './permitted-types.js';

/** Absent, or on a case that is not for the caller. */
export class AttachmentNotFound extends DomainError {
  readonly code = 'attachments.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such attachment on this case');
  }
}

/** Who looks after the case decides what of its mail is let in. */
export class AttachmentsNotYours extends DomainError {
  readonly code = 'attachments.not_yours';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super(`What came by mail is released or discarded by ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

/** Somebody has decided already. */
export class AttachmentSettled extends DomainError {
  readonly code = 'attachments.settled';
  readonly kind = 'conflict';
  override readonly details: { readonly standing: AttachmentStatus };

  constructor(status: AttachmentStatus) {
    super(`This attachment has been ${status} already`);
    this.details = { standing: status };
  }
}

/** A file of a kind that is never let in, or one that is not what it says it is. Nobody can release it. */
export class AttachmentNotReleasable extends DomainError {
  readonly code = 'attachments.not_releasable';
  readonly kind = 'refused';
  override readonly details: { readonly obstacle: AttachmentObstacle };

  constructor(obstacle: AttachmentObstacle) {
    super(WHY[obstacle]);
    this.details = { obstacle };
  }
}

/** It is still in quarantine, or its content is gone. */
export class AttachmentNotReleased extends DomainError {
  readonly code = 'attachments.not_released';
  readonly kind = 'refused';
  override readonly details: { readonly standing: AttachmentStatus };

  constructor(status: AttachmentStatus) {
    super(
      status === 'discarded'
        ? 'This attachment was discarded; its content is gone'
        : 'This attachment is in quarantine; nobody can open it until an officer has released it',
    );
    this.details = { standing: status };
  }
}

const WHY: Readonly<Record<AttachmentObstacle, string>> = {
  kind_not_permitted: 'Files of this kind are not let in; they can be discarded',
  content_differs: 'The content is not what the name of the file says; it can be discarded',
  declaration_differs: 'The sender’s mail program declared another kind of file; it can be discarded',
};
