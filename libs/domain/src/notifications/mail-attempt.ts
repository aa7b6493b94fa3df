import { DomainError } from '../errors.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';

/**
 * Sends what was leased, once, and says in the database what became of it. The mail server is no part of our
 * transaction: a worker that dies between the server's yes and our commit sends again, with the same Message-ID. That
 * window is the only one.
 */
export async function attemptMail(
  unitOfWork: UnitOfWork,
  claim: { readonly messageId: string; readonly consumer: string },
  notificationIds: readonly string[],
  send: () => Promise<void>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    await unitOfWork.run(({ notifications }) =>
      error instanceof DomainError ? notifications.markFailed(notificationIds, error.code) : notifications.release(notificationIds),
    );
    throw error;
  }
  await unitOfWork.run(async ({ messages, notifications }) => {
    if (await messages.claim(claim.messageId, claim.consumer)) await notifications.markSent(notificationIds);
  });
}
