import { type CaseOrder, CaseList } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';
import { aCaseRow } from '../../support/case-rows.js';
import { fillWithCases, READERS } from '../../support/many-cases.js';
import { aPerson } from '../../support/people.js';

const CASES = 400;
const PAGE = 9;

describe('whoever pages through the list while cases change', () => {
  const database = aDatabase();
  const manager = READERS['a manager with clearance'];
  let founder: string;

  beforeAll(async () => {
    founder = (await aPerson(database.dataSource)).personId;
    await fillWithCases(database, CASES, founder);
  }, 60_000);

  /** Every few cases something happens: it was changed, is due at another time, went to another office; a new one came. */
  async function somethingHappens(): Promise<void> {
    await database.dataSource.query(
      `UPDATE cases SET changed_at = now(), next_due_at = now() + random() * interval '30 days', lead_office = 'ROCA'
        WHERE id IN (SELECT id FROM cases WHERE submitted_at IS NOT NULL ORDER BY random() LIMIT 25)`,
    );
    await aCaseRow(database.dataSource, { created_by: founder, submitted_at: new Date(), supporting_offices: [] });
  }

  it.each<[CaseOrder]>([['id'], ['-id']])(
    'by %s meets every case once that was there when they began',
    async (order) => {
      const list = new CaseList(database.dataSource);
      const there = (await list.page(manager, {}, order, 10_000, null)).items.map(({ id }) => id);
      expect(there.length).toBeGreaterThan(300);
      const met: string[] = [];
      for (let cursor: string | null = null; ;) {
        const { items, nextCursor } = await list.page(manager, {}, order, PAGE, cursor);
        met.push(...items.map(({ id }) => id));
        if (nextCursor === null) break;
        cursor = nextCursor;
        await somethingHappens();
      }
      expect(new Set(met).size).toBe(met.length);
      const asMet = new Set(met);
      expect(there.filter((id) => !asMet.has(id))).toEqual([]);
    },
  );
});
