import type { Actor } from '#libs/domain';
import { askingAs, CASE_ORDERS, type CaseFilter, CaseList, type CaseOrder, pageOf, rows } from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';
import { fillWithCases, READERS } from '../../support/many-cases.js';
import { aPerson } from '../../support/people.js';

const CASES = 30_000;
const PAGE = 50;
/**
 * Rows of the table one walk of a page may look at. It does not grow with the table: where more than about one case in fifty belongs
 * to a list, the planner rather walks neighbours and passes over the others than to jump for each, and it is right.
 */
const LOOKED_AT = 60 * PAGE;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Asked by the reader, as the application's role: the statement runs into row-level security as a request does. */
describe('a page of the case list, planned by PostgreSQL over thousands of cases', () => {
  const database = aDatabase();

  beforeAll(async () => {
    const { personId } = await aPerson(database.dataSource);
    await fillWithCases(database, CASES, personId);
  }, 60_000);

  async function nodesOf(
    actor: Actor,
    filter: CaseFilter,
    order: CaseOrder,
    cursor: string | null,
  ): Promise<PlanNode[]> {
    const { text, parameters } = pageOf(actor, filter, order, PAGE + 1, cursor);
    const [answer] = await askingAs(actor, () =>
      rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        database.dataSource,
        `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${text}`,
        parameters,
      ),
    );
    const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
    return answer ? flat(answer['QUERY PLAN'][0].Plan) : [];
  }

  function expectLittleWork(nodes: readonly PlanNode[]): void {
    const ofCases = nodes.filter((node) => node['Relation Name'] === 'cases');
    expect(ofCases.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    for (const node of ofCases)
      expect(node['Actual Loops'] * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0))).toBeLessThanOrEqual(
        LOOKED_AT,
      );
    for (const sort of nodes.filter((node) => /Sort/.test(node['Node Type'])))
      for (const input of sort.Plans ?? [])
        expect(input['Actual Rows'] * input['Actual Loops']).toBeLessThanOrEqual(LOOKED_AT);
  }

  /** Somewhere past the middle of the list. */
  async function deepCursor(actor: Actor, order: CaseOrder, filter: CaseFilter = {}): Promise<string> {
    const list = new CaseList(database.dataSource);
    const first = (count: number): ReturnType<CaseList['page']> =>
      askingAs(actor, () => list.page(actor, filter, order, count, null));
    const whole = await first(CASES);
    const { nextCursor } = await first(Math.floor(whole.items.length * 0.7));
    if (nextCursor === null) throw new Error('The list is too short to have a deep page');
    return nextCursor;
  }

  describe.each(Object.entries(READERS))('for %s', (_, actor) => {
    it.each(CASE_ORDERS)(
      'ordered by %s, looks at little more than it shows: on the first page and deep in the list',
      async (order) => {
        expectLittleWork(await nodesOf(actor, {}, order, null));
        expectLittleWork(await nodesOf(actor, {}, order, await deepCursor(actor, order)));
      },
    );
  });

  it('finds what an office helps with by index, which EXPLAIN does not show: it happens inside a function', async () => {
    const actor = READERS['an officer of two offices'];
    const [work] = await askingAs(actor, () =>
      database.dataSource.transaction(async (manager) => {
        // Often enough for the plan to be made once for whoever asks.
        for (let time = 0; time < 8; time += 1) await manager.query(`SELECT wall.cases_helped_by('{ROEA,ROSEN}')`);
        return rows<{ scans: number; read: number }>(
          manager,
          `SELECT seq_scan::int AS scans, idx_tup_fetch::int AS read FROM pg_stat_xact_user_tables WHERE relname = 'cases'`,
        );
      }),
    );
    expect(work?.scans).toBe(0);
    expect(work?.read).toBeGreaterThan(0);
    expect(work?.read).toBeLessThanOrEqual(8 * LOOKED_AT);
  });

  it.each<[CaseFilter]>([
    [{ requestingState: 'KEN' }],
    [{ leadOffice: 'ROEA' }],
    [{ isOpen: true }],
    [{ area: 'KID' }],
    [{ urgency: 'emergency' }],
    [{ phase: 'planning', leadOffice: 'ROCA' }],
  ])('narrowed to %j does so too, at headquarters', async (filter) => {
    const actor = READERS['a manager at headquarters'];
    for (const order of CASE_ORDERS) {
      expectLittleWork(await nodesOf(actor, filter, order, null));
      expectLittleWork(await nodesOf(actor, filter, order, await deepCursor(actor, order, filter)));
    }
  });
});
