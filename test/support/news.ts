import { NotifyRecipients, type UnitOfWork } from '#libs/domain';
import { MessageDispatch, PostgresSessions, rows, UuidIdentifiers } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import type { DataSource } from 'typeorm';

export type Tell = (...events: readonly string[]) => Promise<void>;

/** Tells the focal points of a case of events, as the worker does. */
export function newsTeller(dataSource: DataSource, unitOfWork: UnitOfWork, caseId: string): Tell {
  return async (...events) => {
    await unitOfWork.run(async ({ outbox }) => {
      for (const template of events) {
        outbox.append('case.notify', { caseId, sequence: 1, template, to: ['focal-point'] });
      }
    });
    const notify = new NotifyRecipients(unitOfWork, new UuidIdentifiers(), new LifecycleLetters());
    const dispatch = new MessageDispatch(dataSource, [notify]);
    const waiting = await rows<{ id: string }>(
      dataSource,
      `SELECT id FROM outbox_messages WHERE topic = 'case.notify' AND done_at IS NULL ORDER BY id`,
    );
    for (const { id } of waiting) await dispatch.dispatch(id);
  };
}

/** An open session of somebody, as a browser has one. */
export function aSession(
  dataSource: DataSource,
  personId: string,
): Promise<{ readonly id: string; readonly token: string }> {
  return new PostgresSessions(dataSource).open({
    personId,
    method: 'password',
    userAgent: 'a browser',
    source: '198.51.100.1',
    replacesToken: null,
  });
}
