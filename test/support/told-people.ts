import { type Message, NotifyRecipients } from '#libs/domain';
import { rows, UuidIdentifiers } from '#libs/infrastructure';
import { LifecycleLetters } from '#libs/lifecycles';
import type { DataSource } from 'typeorm';
import { aUnitOfWork } from './worker.js';

/** Lets everybody be told who has to be by now, and says who was told what about a case, by person and event. */
export async function toldAbout(dataSource: DataSource, caseId: string): Promise<readonly string[]> {
  const notify = new NotifyRecipients(await aUnitOfWork(dataSource), new UuidIdentifiers(), new LifecycleLetters());
  const messages = await rows<Message<'case.notify'>>(
    dataSource,
    `SELECT id, topic, payload FROM outbox_messages WHERE case_id = $1 AND topic = 'case.notify' ORDER BY id`,
    [caseId],
  );
  for (const message of messages) await notify.consume(message);
  const told = await rows<{ line: string }>(
    dataSource,
    `SELECT DISTINCT person_id || ' ' || template AS line FROM notifications WHERE case_id = $1 ORDER BY 1`,
    [caseId],
  );
  return told.map(({ line }) => line);
}
