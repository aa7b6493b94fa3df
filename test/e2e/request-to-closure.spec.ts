import { exampleRequests, rows } from '#libs/infrastructure';
import { expect, it } from '@jest/globals';
import { anInstance } from '../support/instance.js';
import { headerOf } from '../support/mail-server.js';
import { aCaseIn } from '../support/played-case.js';
import { describeOnBothQueues } from '../support/queue-servers.js';
import { until } from '../support/until.js';

describeOnBothQueues('a request from draft to closure', (queue) => {
  const instance = anInstance({ queue });
  const lettersTo = (address: string, reference: string) =>
    instance.mail.received.filter(
      (letter) => letter.to.includes(address) && (headerOf(letter, 'Subject') ?? '').includes(reference),
    );

  it('is acknowledged to the State by mail, to the focal point and the mission, once each', async () => {
    const { reference } = await aCaseIn(instance, 'acknowledged');
    for (const address of ['focal-point.mdg@demo.example', 'mission.mdg@demo.example']) {
      await until(`the letter to ${address} has come`, () => lettersTo(address, reference).length > 0, 30_000);
    }
    await until('every message is dealt with', () => isSettled(instance.database.dataSource), 30_000);
    expect(lettersTo('focal-point.mdg@demo.example', reference)).toHaveLength(1);
    const [letter] = lettersTo('focal-point.mdg@demo.example', reference);
    expect(letter?.source).toContain('https://upon-request.example/cases/');
  }, 60_000);

  it('is closed by the people whose turn it is, and whoever asks then is told when and by whom', async () => {
    const closed = await aCaseIn(instance, 'closed');
    expect(closed).toMatchObject({ state: 'closed', phase: 'closed', isOpen: false, holder: 'none', leadOffice: 'ROEA' });
    expect(closed.closedAt).not.toBeNull();
    const author = await instance.cast.focalPointOf('MDG');
    const history = await author.caller.history(closed.id);
    expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1));
    expect(history.at(-1)).toMatchObject({ name: 'close', actorRole: 'hq-manager', holder: 'none' });
    const states = history.flatMap((entry) => (entry.type === 'moved' ? [entry.toStateLabel] : []));
    expect(states).toEqual([
      'Submitted',
      'Acknowledged',
      'Assigned to an office',
      'In triage',
      'Accepted',
      'Response plan in preparation',
      'Response plan agreed',
      'In delivery',
      'Delivered, closure report due',
      'Closure review',
      'Closed',
    ]);
  }, 60_000);

  it('leaves no word of itself in the logs of either process', () => {
    const logs = [...instance.api.log, ...instance.worker.log].join('\n');
    expect(logs).toContain('"caseId"');
    const example = exampleRequests().find(({ id }) => id === 'EX-19');
    for (const word of [example?.title, example?.beneficiary, 'demo.example', 'urs_', 'Illustration'])
      expect(logs).not.toContain(word);
  });
});

async function isSettled(dataSource: Parameters<typeof rows>[0]): Promise<boolean> {
  const [open] = await rows<{ count: number }>(
    dataSource,
    'SELECT count(*)::int AS count FROM outbox_messages WHERE done_at IS NULL AND given_up_at IS NULL',
  );
  return open?.count === 0;
}
