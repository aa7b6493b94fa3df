import { rows } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { documentOf, proposed } from '../../support/lifecycle-changes.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { until } from '../../support/until.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;
const WRITING = 'finish-writing';

describe('a draft that is moved to another area', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database);
  let focalPoint: Ask;
  let colleague: Ask;

  const as = async (...roles: string[]): Promise<Ask> =>
    signedIn(api, database, await aPerson(database.dataSource, { roles }));
  const begin = async (area: string, urgency = 'routine'): Promise<string> =>
    (
      await focalPoint('POST', '/cases', { requestingState: 'KEN', area, urgency, request: { title: 'A draft' } })
    ).json<{ id: string }>().id;
  async function move(caseId: string, change: object, ask = focalPoint): Promise<LightMyRequestResponse> {
    const etag = String((await ask('GET', `/cases/${caseId}`)).headers['etag']);
    const answer = await ask('PATCH', `/cases/${caseId}`, change, { headers: { 'if-match': etag } });
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()]);
    return answer;
  }
  const heldAs = async (caseId: string): Promise<unknown> =>
    (await focalPoint('GET', `/cases/${caseId}`)).json<{ sensitivity: string }>().sensitivity;
  const changesOf = async (caseId: string): Promise<readonly unknown[]> =>
    (await focalPoint('GET', `/cases/${caseId}/history`))
      .json<{ items: { type: string; change?: { property: string } }[] }>()
      .items.filter(({ change }) => change?.property === 'sensitivity')
      .map(({ change }) => change);

  beforeAll(async () => {
    [focalPoint, colleague] = [await as('focal-point@KEN'), await as('focal-point@KEN')];
  });

  it.each([
    ['ROL', 'FIR', 'confidential'],
    ['ROL', 'KID', 'strictly-confidential'],
    ['FIR', 'KID', 'strictly-confidential'],
  ])('from %s to %s is held more closely, and that is on record', async (from, to, sensitivity) => {
    const caseId = await begin(from);
    const before = await heldAs(caseId);
    await move(caseId, { area: to });
    expect(await heldAs(caseId)).toBe(sensitivity);
    expect(await changesOf(caseId)).toEqual([{ property: 'sensitivity', from: before, to: sensitivity }]);
  });

  it.each([
    ['KID', 'ROL', 'strictly-confidential'],
    ['KID', 'FIR', 'strictly-confidential'],
    ['FIR', 'ROL', 'confidential'],
  ])('from %s to %s is held no less closely for it', async (from, to, sensitivity) => {
    const caseId = await begin(from);
    await move(caseId, { area: to });
    expect(await heldAs(caseId)).toBe(sensitivity);
    await move(caseId, { area: 'CUL', request: { title: 'Another title' } });
    expect(await heldAs(caseId)).toBe(sensitivity);
    expect(await changesOf(caseId)).toEqual([]);
  });

  it('by a colleague into an area held strictly confidential stays open to both of them and to no other', async () => {
    const caseId = await begin('ROL');
    await move(caseId, { area: 'KID' }, colleague);
    const statuses = await Promise.all(
      [focalPoint, colleague, await as('focal-point@KEN')].map(
        async (ask) => (await ask('GET', `/cases/${caseId}`)).statusCode,
      ),
    );
    expect(statuses).toEqual([200, 200, 404]);
  });

  describe('where time runs for a draft', () => {
    const clocks = (caseId: string) =>
      rows<{ status: string; nextDueAt: Date | null }>(
        database.dataSource,
        `SELECT k.status, c.next_due_at AS "nextDueAt"
           FROM clocks k JOIN cases c ON c.id = k.case_id WHERE c.id = $1 AND k.target = $2 ORDER BY k.ordinal`,
        [caseId, WRITING],
      );

    beforeAll(async () => {
      const [administrator, manager] = [await as('administrator'), await as('hq-manager')];
      for (const [area, amount] of [
        ['CUL', 10],
        ['WLD', 20],
      ] as const) {
        const document = withTimeForDrafts(documentOf(area, 90), amount);
        await proposed(administrator, document, [area]);
        expect((await manager('POST', `/lifecycles/${document.id}/versions/90/publication`)).statusCode).toBe(201);
      }
      // Instances look for a newly published lifecycle every few seconds.
      for (const area of ['CUL', 'WLD'])
        await until(`new requests of ${area} have time`, async () => (await clocks(await begin(area))).length > 0);
    }, 30_000);

    it('counts by the limits of the area it has come to, and by its new urgency', async () => {
      const caseId = await begin('CUL');
      const [first] = await clocks(caseId);
      expect(first?.nextDueAt).not.toBeNull();
      await move(caseId, { area: 'WLD' });
      const [longer] = await clocks(caseId);
      expect(Number(longer?.nextDueAt)).toBeGreaterThan(Number(first?.nextDueAt));
      await move(caseId, { urgency: 'urgent' });
      const [shorter] = await clocks(caseId);
      expect(Number(shorter?.nextDueAt)).toBeLessThan(Number(longer?.nextDueAt));
    });

    it('stops where the new area gives no time to a draft', async () => {
      const caseId = await begin('CUL');
      await move(caseId, { area: 'ROL' });
      expect(await clocks(caseId)).toEqual([expect.objectContaining({ status: 'ended', nextDueAt: null })]);
    });
  });
});

/** The lifecycle with a promise of the State to finish its draft: twice as quick where it is urgent. */
function withTimeForDrafts(document: ReturnType<typeof documentOf>, amount: number): ReturnType<typeof documentOf> {
  const limit = (days: number) => ({ amount: days, unit: 'working-days' });
  const target = {
    name: WRITING,
    opensOn: { states: ['draft'] },
    metOn: { states: ['submitted'] },
    owner: 'focal-point',
    calendar: 'state',
    pausedBy: 'nothing',
    onReturn: 'renew',
    limits: { emergency: limit(1), urgent: limit(amount / 2), routine: limit(amount) },
    thresholds: [{ atPercent: 100, name: 'breached' }],
    basis: 'for the test',
  };
  const states = document['states'] as Record<string, object>;
  return {
    ...document,
    states: { ...states, draft: { ...states['draft'], clock: 'running' } },
    targets: [...(document['targets'] as object[]), target],
  };
}
