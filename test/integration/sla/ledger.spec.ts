import { beforeAll, describe, expect, it } from '@jest/globals';
import { addCaseCommands } from '../../../apps/cli/src/cases/clocks.command.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { INHABITED } from '../../support/database.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aCaseIn } from '../../support/played-case.js';
import { aStageBefore } from '../../support/stage-house.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const database = aDatabaseWithMovedClock({ template: INHABITED });
const api = anApi(database);
let lines: readonly string[];
let told: CaseClocks;

interface CaseClocks {
  readonly warnings: readonly { readonly calendar: string; readonly year: number }[];
  readonly holders: readonly {
    readonly party: string;
    readonly calendar: string | null;
    readonly workingMinutes: number | null;
  }[];
  readonly clocks: readonly {
    readonly target: string;
    readonly used: number;
    readonly ledger: readonly { readonly kind: string; readonly counted: number; readonly facts: object }[];
  }[];
}

/** A question to the State that has waited for two weeks. */
beforeAll(async () => {
  const stage = await aStageBefore(api.app);
  const { id, reference } = await aCaseIn(stage, 'info-requested', {
    turns: [{ at: 'triage', by: 'case-officer', does: 'ask-for-information', with: { question: 'Which courts?' } }],
  });
  await database.moveTo(new Date((await database.now()).getTime() + 14 * 86_400_000));
  lines = await commandsOn(database, addCaseCommands)(['case', 'clocks', reference]);
  const manager = await signedIn(
    api,
    database,
    await aPerson(database.dataSource, { roles: ['hq-manager'], isCleared: true }),
  );
  told = (await manager('GET', `/cases/${id}/clocks`)).json<CaseClocks>();
}, 120_000);

describe('the ledger of a case', () => {
  it('adds up, clock by clock, to what is said to be used', () => {
    expect(told.clocks.length).toBeGreaterThan(3);
    for (const { target, used, ledger } of told.clocks) {
      const sum = ledger.reduce((total, { counted }) => total + counted, 0);
      expect([target, sum]).toEqual([target, expect.closeTo(used, 9)]);
    }
  });

  it('says for whom a clock stands still', () => {
    const triage = told.clocks.find(({ target }) => target === 'triage-decision');
    expect(triage?.ledger).toContainEqual(
      expect.objectContaining({
        kind: 'paused',
        facts: expect.objectContaining({ party: 'state', state: 'info-requested' }),
      }),
    );
    expect(lines.join('\n')).toContain('stands still for the State (info-requested');
  });

  it('says who held the ball and how long, each on their own calendar', () => {
    const last = told.holders.at(-1);
    expect(last).toMatchObject({ party: 'state', calendar: expect.stringMatching(/^state:[A-Z]{3}$/) });
    expect(last?.workingMinutes).toBeGreaterThan(8 * 8 * 60);
    expect(lines.find((line) => line.includes('to now'))).toMatch(
      /the State +\d+ h \d\d min of working time on state:/,
    );
  });

  it('warns of every year it touches without known holidays', () => {
    expect(told.warnings.length).toBeGreaterThan(0);
    for (const { calendar, year } of told.warnings)
      expect(lines).toContain(
        `! No holidays are known for ${year} on ${calendar}: working days are counted as if there were none`,
      );
  });

  it('is refused for a case that is not there', async () => {
    await expect(commandsOn(database, addCaseCommands)(['case', 'clocks', 'XXX-2026-NONE'])).rejects.toThrow('case');
  });
});
