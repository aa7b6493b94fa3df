import type { Identifiers } from '../identifiers/identifiers.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';

/** Sends off the digests whose hour has come in their reader's zone. */
export class BindDigests {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
  ) {}

  /** Says how many digests were bound; fewer than asked for means that no more are due. */
  execute(): Promise<number> {
    return this.unitOfWork.run(async ({ notifications, outbox }) => {
      const digests = await notifications.bindDigests(() => this.identifiers.next());
      for (const digestId of digests) outbox.append('mail.digest', { digestId });
      return digests.length;
    });
  }
}
