import { loadReferenceData } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aCaseAtTheOffice, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

type Ask = Staff['officeHead'];

describe('the people who can be addressed by name on a case', () => {
  const database = aDatabase({ poolSize: 6 });
  const api = anApi(database);
  const ids = new Map<string, string>();
  let staff: Staff;
  let caseId: string;

  const person = async (name: string, ...roles: readonly string[]): Promise<Ask> => {
    const made = await aPerson(database.dataSource, { roles });
    await database.dataSource.query('UPDATE people SET display_name = $2 WHERE id = $1', [made.personId, name]);
    ids.set(name, made.personId);
    return signedIn(api, database, made);
  };
  const names = async (ask: Ask, query = ''): Promise<readonly string[]> =>
    (await ask('GET', `/cases/${caseId}/people${query}`))
      .json<{ items: { name: string }[] }>()
      .items.map(({ name }) => name)
      .filter((name) => name !== 'Somebody');

  let [amina, officer, manager]: readonly (Ask | undefined)[] = [];
  beforeAll(async () => {
    await loadReferenceData(database.dataSource);
    staff = await aStaff(api, database);
    ({ caseId } = await aCaseAtTheOffice(staff));
    await database.dataSource.query(`UPDATE cases SET supporting_offices = '{ROSEN}' WHERE id = $1`, [caseId]);
    amina = await person('Amina of Kenya', 'focal-point@KEN');
    await person('Baraka of the mission', 'permanent-mission@KEN');
    officer = await person('Chidi in Nairobi', 'case-officer@ROEA');
    await person('Diop in Dakar', 'case-officer@ROSEN');
    manager = await person('Elena of headquarters', 'hq-manager');
    await person('Farah of Niger', 'focal-point@NER');
    await person('Goran elsewhere', 'case-officer@ROSAF');
    await person('Hana the auditor', 'auditor');
    await person('Ivan of both sides', 'focal-point@KEN', 'case-officer@ROEA');
    await person('Jo who left', 'case-officer@ROEA');
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [ids.get('Jo who left')]);
  }, 60_000);
  const asked = (ask: Ask | undefined): Ask => {
    if (!ask) throw new Error('Somebody is missing');
    return ask;
  };

  it('are for staff all who see it, of both sides; in a note those of the house alone', async () => {
    expect(await names(asked(officer))).toEqual([
      'Amina of Kenya',
      'Baraka of the mission',
      'Diop in Dakar',
      'Elena of headquarters',
      'Ivan of both sides',
    ]);
    expect(await names(asked(manager), '?for=notes')).toEqual(['Chidi in Nairobi', 'Diop in Dakar']);
  });

  it('are for the State its own people and those of the office that leads; of notes it hears nothing', async () => {
    expect(await names(asked(amina))).toEqual(['Baraka of the mission', 'Chidi in Nairobi', 'Ivan of both sides']);
    const notes = await asked(amina)('GET', `/cases/${caseId}/people?for=notes`);
    expect(notes.json()).toMatchObject({ status: 404, code: 'case.not_found' });
  });

  it('are exactly those whom a mention does not refuse', async () => {
    for (const [path, query] of [
      ['messages', ''],
      ['notes', '?for=notes'],
    ] as const) {
      const listed = await names(asked(manager), query);
      for (const [name, id] of ids) {
        if (name === 'Elena of headquarters') continue;
        const answer = await staff.officeHead('POST', `/cases/${caseId}/${path}`, { text: 'x', mentions: [id] });
        expect([path, name, answer.statusCode]).toEqual([path, name, listed.includes(name) ? 201 : 422]);
      }
    }
  });

  it('are paged from name to name, and only for who may see the case', async () => {
    const read: string[] = [];
    let next: string | undefined = `/cases/${caseId}/people?limit=2`;
    while (next) {
      const page = await asked(officer)('GET', next);
      read.push(...page.json<{ items: { name: string }[] }>().items.map(({ name }) => name));
      next = /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(page.headers['link'] ?? ''))?.[1];
    }
    expect(read).toEqual([...read].sort());
    expect(read.filter((name) => name !== 'Somebody')).toEqual(await names(asked(officer)));
    const stranger = await person('Karl of Peru', 'focal-point@PER');
    expect((await stranger('GET', `/cases/${caseId}/people`)).statusCode).toBe(404);
    expect((await asked(officer)('GET', `/cases/${caseId}/people?for=all`)).statusCode).toBe(422);
  });

  it('are those who need to know, once it is strictly confidential', async () => {
    await database.dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [caseId]);
    expect(await names(staff.officeHead)).toEqual([]);
    await staff.officeHead('POST', `/cases/${caseId}/need-to-know`, {
      email: `${ids.get('Goran elsewhere')}@people.example`,
      reason: 'advises',
    });
    expect(await names(staff.officeHead)).toEqual(['Goran elsewhere']);
  });
});
