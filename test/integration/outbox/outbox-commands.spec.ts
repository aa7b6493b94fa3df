import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/infrastructure';
import { Command, CommanderError } from 'commander';
import { addOutboxCommands } from '../../../apps/cli/src/outbox/outbox.commands.js';
import { aDatabase } from '../../support/database.js';
import { MailServer } from '../../support/mail-server.js';
import { acknowledge, afresh, anAcknowledgedCase } from '../../support/told-case.js';
import { until } from '../../support/until.js';
import { aConfiguration, aUnitOfWork, startWorker } from '../../support/worker.js';

interface Listed {
  readonly givenUp: number;
  readonly messages: readonly { readonly id: string; readonly topic: string; readonly cause: string; readonly tries: number }[];
}

describe('the commands of the outbox', () => {
  const database = aDatabase({ poolSize: 10 });
  let mailServer: MailServer;
  let stops: (() => Promise<unknown>)[];

  async function run(...line: string[]): Promise<string> {
    const printed: string[] = [];
    const program = new Command('cli').exitOverride().configureOutput({ writeErr: () => undefined });
    addOutboxCommands(program, {
      withDatabase: <Result>(work: (dataSource: typeof database.dataSource) => Promise<Result>) => work(database.dataSource),
      print: (text: string) => void printed.push(text),
      readStandardInput: () => Promise.resolve(''),
    });
    // Options of the parent are handed down only when the commands are made; the children refuse by throwing, too.
    for (const command of program.commands.flatMap((each) => [each, ...each.commands])) command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync(['outbox', ...line], { from: 'user' });
    return printed.join('\n');
  }
  const listed = async (...line: string[]): Promise<Listed> => JSON.parse(await run('list', '--json', ...line)) as Listed;

  beforeEach(async () => {
    await afresh(database.dataSource);
    mailServer = await new MailServer().start();
    stops = [() => mailServer.stop()];
  });
  afterEach(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  /** A mail that the server refuses for good, and a letter that does not exist. */
  async function twoGivenUp(): Promise<void> {
    const unitOfWork = await aUnitOfWork(database.dataSource);
    const theCase = await anAcknowledgedCase(database.dataSource);
    mailServer.onRecipient = () => ({ code: 550 });
    const worker = await startWorker(
      aConfiguration({ databaseUrl: database.url, queue: { backend: 'postgres', url: database.url }, smtpUrl: mailServer.url }),
    );
    stops.push(() => worker.stop());
    await acknowledge(unitOfWork, theCase);
    await acknowledge(unitOfWork, theCase, 'a-letter-nobody-wrote');
    await until('both are given up', async () => (await listed()).givenUp === 2);
  }

  it('list what was given up with the cause, without a word of the case or an address', async () => {
    await twoGivenUp();
    const all = await listed();
    expect(all.messages.map(({ topic, cause }) => [topic, cause]).sort()).toEqual([
      ['case.notify', 'notification.unknown_event'],
      ['mail.send', 'mail.refused'],
    ]);
    expect(JSON.stringify(all)).not.toMatch(/Training|example/);
    expect((await listed('--topic', 'mail.send')).messages).toHaveLength(1);
    expect((await listed('--cause', 'no.such')).messages).toHaveLength(0);
    expect(await run('list')).toMatch(/^0 waiting, 0 with the queue, 2 given up\n/);
  });

  it('send a refused mail on its way again, which then arrives', async () => {
    await twoGivenUp();
    mailServer.onRecipient = () => 'accept';
    const [mail] = (await listed('--topic', 'mail.send')).messages;
    expect(await run('retry', mail?.id ?? '')).toBe('1 sent on their way again');
    await until('the mail has come', () => mailServer.received.length === 1);
    await until('it is done', async () => (await listed()).givenUp === 1);
    const [notification] = await rows<{ status: string }>(database.dataSource, 'SELECT status FROM notifications');
    expect(notification).toEqual({ status: 'sent' });
  });

  it('discard with a reason, which is kept', async () => {
    await twoGivenUp();
    expect(await run('discard', '--all', '--cause', 'notification.unknown_event', '--reason', 'No such letter was ever meant', '--json')).toBe(
      '{"discarded":1}',
    );
    expect((await listed()).messages.map(({ topic }) => topic)).toEqual(['mail.send']);
    const kept = await rows(database.dataSource, 'SELECT discard_reason FROM outbox_messages WHERE discarded_at IS NOT NULL');
    expect(kept).toEqual([{ discard_reason: 'No such letter was ever meant' }]);
  });

  it('do nothing to everything when an id was forgotten, and take no id that is none', async () => {
    for (const line of [['retry'], ['retry', '--all', '0192a8f0-0000-7000-8000-000000000001'], ['discard', '--reason', 'x'], ['retry', 'everything'], ['list', '--limit', '0']]) {
      await expect(run(...line)).rejects.toThrow(CommanderError);
    }
  });
});
