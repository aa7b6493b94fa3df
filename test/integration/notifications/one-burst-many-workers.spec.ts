import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TakenForSending, UnitOfWork } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { afresh, anAcknowledgedCase } from '../../support/told-case.js';
import { toldAbout } from '../../support/told-people.js';
import { until } from '../../support/until.js';
import { aUnitOfWork } from '../../support/worker.js';

const NEWS = ['accepted', 'plan-agreed', 'held', 'suspended', 'delivered', 'lapsed', 'closed', 'reopened'];

describe('a burst of mails that many workers take at once', () => {
  const database = aDatabase({ poolSize: NEWS.length + 2 });
  let unitOfWork: UnitOfWork;

  beforeEach(async () => {
    await afresh(database.dataSource);
    unitOfWork = await aUnitOfWork(database.dataSource);
  });

  async function aBurst(): Promise<readonly string[]> {
    const { caseId } = await anAcknowledgedCase(database.dataSource);
    await unitOfWork.run(async ({ outbox }) => {
      for (const template of NEWS)
        outbox.append('case.notify', { caseId, sequence: 1, template, to: ['focal-point'] }, caseId);
    });
    await toldAbout(database.dataSource, caseId);
    const waiting = await rows<{ id: string }>(
      database.dataSource,
      `SELECT id FROM notifications WHERE case_id = $1 AND channel = 'mail' AND status = 'waiting' ORDER BY id`,
      [caseId],
    );
    return waiting.map(({ id }) => id);
  }

  const waitingForLocks = async (): Promise<number> => {
    const [answer] = await rows<{ count: number }>(
      database.dataSource,
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return answer?.count ?? 0;
  };
  const take = (id: string): Promise<TakenForSending> =>
    unitOfWork.run(({ notifications }) => notifications.takeForSending(id));

  it('is taken whole by one of them; the others wait for it and not for each other', async () => {
    const burst = await aBurst();
    expect(burst).toHaveLength(NEWS.length);

    // Held until all of them wait, so that all of them go on in the same moment.
    const { taking } = await database.dataSource.transaction(async (holder) => {
      await holder.query('SELECT 1 FROM notifications WHERE id = ANY($1::uuid[]) FOR UPDATE', [burst]);
      const taking = Promise.all(burst.map(take));
      await until('all of them wait', async () => (await waitingForLocks()) === burst.length);
      return { taking };
    });
    const outcomes = await taking;

    const taken = outcomes.flatMap((one) => (one.outcome === 'taken' ? [one.notificationIds] : []));
    expect(taken).toEqual([burst]);
    expect(outcomes.filter(({ outcome }) => outcome === 'being-sent')).toHaveLength(NEWS.length - 1);
  });
});
