import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/infrastructure';
import { addReportCommands } from '../../../apps/cli/src/reports/report.commands.js';
import { anApi } from '../../support/api.js';
import { commandsOn } from '../../support/commands.js';
import { INHABITED } from '../../support/database.js';
import { aDatabaseWithMovedClock } from '../../support/moved-clock.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const database = aDatabaseWithMovedClock({ template: INHABITED });
const api = anApi(database);
const DAY_MS = 86_400_000;
type Ask = Staff['officeHead'];
let staff: Staff;
let manager: Ask;
let kept: string;
let late: string;
let missed: string;

/** Three promises of one kind: kept at once, kept a working day late, and still missed on the Friday after. */
beforeAll(async () => {
  staff = await aStaff(api, database);
  manager = await somebody('hq-manager', true);
  const monday = await database.moveToMonday();
  kept = (await aCaseAtTheOffice(staff)).caseId;
  late = (await aCaseAtTheOffice(staff)).caseId;
  missed = (await aCaseAtTheOffice(staff)).caseId;
  await name(kept);
  // Received on Monday and due in three working days: by Thursday's closing. On Friday at noon it is three hours late.
  await database.moveTo(new Date(monday.getTime() + 4 * DAY_MS + 3 * 3_600_000));
  await name(late);
}, 120_000);

const name = (caseId: string): Promise<void> =>
  act(staff.officeHead, caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });

async function somebody(role: string, isCleared = false): Promise<Ask> {
  return signedIn(api, database, await aPerson(database.dataSource, { roles: [role], isCleared }));
}

interface Figure {
  readonly group: Record<string, string | null>;
  readonly isWithheld: boolean;
  readonly counts: Record<string, number> | null;
  readonly keptShare: number | null;
  readonly lateWorkingMinutes: Record<string, number> | null;
}

async function figures(ask: Ask, query = ''): Promise<readonly Figure[]> {
  const answer = await ask('GET', `/reports/promises?target=name-case-officer${query}`);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<{ figures: Figure[] }>().figures;
}

describe('the report of promises kept', () => {
  it('counts what was met and missed, and by how much working time', async () => {
    expect(await figures(manager)).toEqual([
      expect.objectContaining({
        group: { target: 'name-case-officer' },
        isWithheld: false,
        counts: { kept: 1, 'kept-late': 1, missed: 1, open: 0, void: 0 },
        keptShare: 1 / 3,
        lateWorkingMinutes: { least: 180, median: 180, most: 180 },
      }),
    ]);
  });

  it('is grouped by limit, area, office and month, and leads to its cases', async () => {
    const [figure, ...others] = await figures(manager, '&by=area,office,month');
    expect(others).toEqual([]);
    const month = (await database.now()).toISOString().slice(0, 7);
    expect(figure?.group).toEqual({ area: 'ROL', office: 'ROEA', month });
    const list = await manager('GET', '/reports/promises/list?target=name-case-officer&outcome=missed');
    expect(list.json<{ items: object[] }>().items).toEqual([
      expect.objectContaining({ caseId: missed, outcome: 'missed', marginWorkingMinutes: -180 }),
    ]);
  });

  it('gives the list in pages that lose and double nothing', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = (
        await manager('GET', `/reports/promises/list?target=name-case-officer&limit=1${after && `&after=${after}`}`)
      ).json<{ items: { caseId: string }[]; next: string | null }>();
      seen.push(...page.items.map(({ caseId }) => caseId));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual([kept, late, missed].sort());
  });

  it('is counted from history: clock rows that say otherwise change nothing', async () => {
    const before = await figures(manager, '&by=office');
    await database.dataSource.query(
      `UPDATE clocks SET breached_at = NULL, due_at = NULL, detail = jsonb_set(detail, '{breachedAt}', 'null') WHERE case_id = $1`,
      [late],
    );
    expect(await figures(manager, '&by=office')).toEqual(before);
  });

  it('knows only the cases its reader may see', async () => {
    expect((await figures(await somebody('focal-point@KEN')))[0]?.counts).toMatchObject({ kept: 1, 'kept-late': 1 });
    expect(await figures(await somebody('focal-point@UGA'))).toEqual([]);
    expect(await figures(await somebody('office-head@ROMENA'))).toEqual([]);
    expect(await figures(await somebody('administrator'))).toEqual([]);
    expect(await figures(await somebody('auditor'))).toEqual([]);
  });

  it('withholds a figure of fewer than three strictly confidential cases from those who are not cleared', async () => {
    const head = await somebody('office-head@ROEA');
    const strict = async (...caseIds: string[]): Promise<void> => {
      await database.dataSource.query(
        `UPDATE cases SET sensitivity = CASE WHEN id = ANY ($1) THEN 'strictly-confidential' ELSE 'unclassified' END`,
        [caseIds],
      );
    };
    await strict(kept, late);
    expect(await figures(head)).toEqual([
      {
        group: { target: 'name-case-officer' },
        isWithheld: true,
        counts: null,
        keptShare: null,
        spareWorkingMinutes: null,
        lateWorkingMinutes: null,
      },
    ]);
    expect((await figures(manager))[0]?.isWithheld).toBe(false);
    // For a manager who is not cleared these two cases do not exist.
    expect((await figures(await somebody('hq-manager')))[0]?.counts).toMatchObject({
      kept: 0,
      'kept-late': 0,
      missed: 1,
    });
    await strict(kept, late, missed);
    expect((await figures(head))[0]).toMatchObject({
      isWithheld: false,
      counts: { kept: 1, 'kept-late': 1, missed: 1 },
    });
    await strict();
  });

  it('leaves out what was decided in other months', async () => {
    const before = new Date((await database.now()).getTime() - 62 * DAY_MS).toISOString().slice(0, 7);
    expect(await figures(manager, `&from=${before}&to=${before}`)).toEqual([]);
  });

  it.each([
    ['from=2026-13', '/from'],
    ['from=2027-01&to=2026-01', '/to'],
    ['by=weather', '/by'],
    ['colour=red', '/colour'],
    ['limit=5', '/limit'],
  ])('is refused with the field: %s', async (query, pointer) => {
    const answer = await manager('GET', `/reports/promises?${query}`);
    expect([answer.statusCode, answer.json<{ errors: { pointer: string }[] }>().errors[0]?.pointer]).toEqual([
      422,
      pointer,
    ]);
  });

  it('is printed for operators, too', async () => {
    const run = commandsOn(database, addReportCommands);
    const line = ['report', 'promises', '--by', 'office', 'target', '--target', 'name-case-officer'];
    const lines = await run(line);
    expect(lines.at(-1)?.split(/ {2,}/)).toEqual([
      'ROEA',
      'name-case-officer',
      '1',
      '1',
      '1',
      '0',
      '0',
      '33 %',
      expect.any(String),
      '3.0 / 3.0 / 3.0',
    ]);
    const [count] = await rows<{ clocks: number }>(
      database.dataSource,
      `SELECT count(*)::int AS clocks FROM clocks WHERE target = 'name-case-officer'`,
    );
    expect(count?.clocks).toBe(3);
  });
});
