import { beforeAll, describe, expect, it } from '@jest/globals';
import { ReferenceData, UnknownState } from '#libs/domain';
import { PostgresReferenceData, rows } from '#libs/infrastructure';
import { Command } from 'commander';
import { addReferenceCommands } from '../../../apps/cli/src/reference-data/reference.commands.js';
import { addSeedReferenceCommand } from '../../../apps/cli/src/reference-data/seed-reference.command.js';
import { aDatabase } from '../../support/database.js';

const database = aDatabase();
let present: () => ReturnType<ReferenceData['current']>;

beforeAll(() => {
  present = () => new PostgresReferenceData(database.dataSource).current();
});

async function run(...line: string[]): Promise<readonly string[]> {
  const printed: string[] = [];
  const program = new Command('cli').exitOverride().configureOutput({ writeErr: () => undefined });
  const tools = {
    withDatabase: <Result>(work: (dataSource: typeof database.dataSource) => Promise<Result>) =>
      work(database.dataSource),
    print: (text: string) => void printed.push(text),
    readStandardInput: () => Promise.resolve(''),
  };
  addSeedReferenceCommand(program.command('seed'), tools);
  addReferenceCommands(program, tools);
  await program.parseAsync(line, { from: 'user' });
  return printed;
}

describe('the commands of reference data', () => {
  it('say what was loaded, and the second time that nothing had to be', async () => {
    const [first] = await run('seed', 'reference', '--json');
    expect(JSON.parse(first ?? '')).toMatchObject({
      datasets: [{ dataset: 'm49-regions', outcome: 'loaded', rows: 30 }, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect(await run('seed', 'reference')).toEqual(['The reference data are up to date']);
  });

  it('settle that a State emerges from conflict, and leave it to the data set again', async () => {
    const group = ['reference', 'group', 'SOM', '--group', 'emerging-from-conflict'];
    await run(...group, '--belongs', 'yes', '--reason', 'Decision of the committee');
    expect((await present()).states.get('SOM')?.groups).toContain('emerging-from-conflict');
    await run(...group, '--belongs', 'as-data', '--reason', 'Reviewed after a year');
    expect((await present()).states.get('SOM')?.groups).not.toContain('emerging-from-conflict');
  });

  it('give a State to another office, and back', async () => {
    const before = (await present()).version;
    await run('reference', 'lead-office', 'KEN', '--office', 'ROSAF', '--reason', 'ROEA is being moved');
    const given = await present();
    expect(given.coverage.get('KEN')).toMatchObject({
      officeCode: 'ROSAF',
      confidence: 'sure',
      decidedBy: 'administrator',
    });
    expect(given.version).not.toBe(before);
    await run('reference', 'lead-office', 'KEN', '--reason', 'ROEA is open again');
    expect((await present()).coverage.get('KEN')).toMatchObject({ officeCode: 'ROEA', decidedBy: 'dataset' });
  });

  it('keep every setting ever made, with its reason', async () => {
    const kept = await rows(
      database.dataSource,
      'SELECT setting, state_code, reason FROM reference_settings ORDER BY id',
    );
    expect(kept).toEqual([
      { setting: 'group', state_code: 'SOM', reason: 'Decision of the committee' },
      { setting: 'group', state_code: 'SOM', reason: 'Reviewed after a year' },
      { setting: 'lead-office', state_code: 'KEN', reason: 'ROEA is being moved' },
      { setting: 'lead-office', state_code: 'KEN', reason: 'ROEA is open again' },
    ]);
  });

  it('refuse a State, a group or an answer that does not exist', async () => {
    await expect(run('reference', 'lead-office', 'XXX', '--office', 'HQ', '--reason', 'A reason')).rejects.toThrow(
      UnknownState,
    );
    await expect(
      run('reference', 'group', 'SOM', '--group', 'rich', '--belongs', 'yes', '--reason', 'A reason'),
    ).rejects.toThrow(/Allowed choices/);
  });
});
