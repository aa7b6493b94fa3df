import type { Actor } from '#libs/domain';
import {
  CASE_ORDERS,
  type CaseFilter,
  CaseList,
  type CaseOrder,
  type CaseSummary,
  CursorNotReadable,
  rows,
  visibleTo,
} from '#libs/infrastructure';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';
import { fillWithCases, READERS } from '../../support/many-cases.js';
import { aPerson, anActor } from '../../support/people.js';

const CASES = 2_500;
const SORTED: Record<CaseOrder, string> = {
  '-changedAt': 'changed_at DESC, id DESC',
  nextDueAt: 'next_due_at ASC NULLS LAST, id ASC',
  id: 'id ASC',
  '-id': 'id DESC',
};
const base64 = (text: string): string => Buffer.from(text).toString('base64url');

describe('the case list', () => {
  const database = aDatabase();
  let list: CaseList;

  beforeAll(async () => {
    const { personId } = await aPerson(database.dataSource);
    await fillWithCases(database, CASES, personId);
    list = new CaseList(database.dataSource);
    // Somebody is named on strictly confidential cases, of their own office and of another.
    const named = READERS['an officer of two offices'];
    await database.dataSource.query(
      `INSERT INTO people (id, email, display_name, language, time_zone) VALUES ($1, 'named@people.example', 'Named', 'en', 'Etc/UTC')`,
      [named.personId],
    );
    await database.dataSource.query(
      `INSERT INTO case_need_to_know (case_id, person_id, named_by, reason)
       SELECT id, $1, $1, 'needed' FROM cases WHERE sensitivity = 'strictly-confidential'`,
      [named.personId],
    );
  }, 60_000);

  async function inPages(actor: Actor, filter: CaseFilter, order: CaseOrder, size: number): Promise<CaseSummary[]> {
    const all: CaseSummary[] = [];
    for (let cursor: string | null = null; ;) {
      const page = await list.page(actor, filter, order, size, cursor);
      all.push(...page.items);
      if (page.items.length > size) throw new Error('A page is longer than it should be');
      if (page.nextCursor === null) return all;
      cursor = page.nextCursor;
    }
  }

  /** The ids by the condition every single read uses, without pages. */
  async function whole(actor: Actor, order: CaseOrder, where = 'true'): Promise<string[]> {
    const { condition, parameters } = visibleTo(actor, 'c');
    const found = await rows<{ id: string }>(
      database.dataSource,
      `SELECT c.id FROM cases c WHERE ${condition} AND ${where} ORDER BY ${SORTED[order]}`,
      parameters,
    );
    return found.map(({ id }) => id);
  }

  describe.each(Object.entries(READERS))('for %s', (_, actor) => {
    it.each(CASE_ORDERS)(
      'ordered by %s, holds page by page exactly the cases they may read, each once',
      async (order) => {
        const expected = await whole(actor, order);
        expect(expected.length).toBeGreaterThan(10);
        expect((await inPages(actor, {}, order, 100)).map(({ id }) => id)).toEqual(expected);
      },
    );
  });

  it.each<[CaseFilter, string]>([
    [{ isOpen: true, area: 'FIR' }, `is_open AND area = 'FIR'`],
    [{ leadOffice: 'ROSEN', urgency: 'emergency' }, `lead_office = 'ROSEN' AND urgency = 'emergency'`],
    [{ requestingState: 'KEN', phase: 'closed' }, `requesting_state = 'KEN' AND phase = 'closed'`],
  ])('narrowed to %j holds those and no others', async (filter, where) => {
    for (const actor of [READERS['an officer of two offices'], READERS['a manager who heads an office too']])
      for (const order of CASE_ORDERS)
        expect((await inPages(actor, filter, order, 17)).map(({ id }) => id)).toEqual(await whole(actor, order, where));
  });

  it('is empty for who sees no case', async () => {
    for (const actor of [anActor(), anActor('auditor'), anActor('administrator')])
      expect(await list.page(actor, {}, '-changedAt', 50, null)).toEqual({ items: [], nextCursor: null });
  });

  it('goes on at somebody else’s cursor with one’s own cases only', async () => {
    const manager = READERS['a manager with clearance'];
    const own = new Set(await whole(READERS['a focal point'], 'id'));
    const { nextCursor } = await list.page(manager, {}, 'id', 100, null);
    const { items } = await list.page(READERS['a focal point'], {}, 'id', 100, nextCursor);
    expect(items.length).toBeGreaterThan(0);
    for (const { id } of items) expect(own).toContain(id);
  });

  const ID = '01900001-0000-7000-8000-000000000001';
  it.each<[string, CaseOrder, string]>([
    ['nothing', '-changedAt', ''],
    ['no cursor at all', '-changedAt', 'nonsense'],
    ['the cursor of another order', '-changedAt', base64(`id ${ID}`)],
    ['a cursor of another order with an instant', 'nextDueAt', base64(`-changedAt 2026-01-01T00:00:00.000Z ${ID}`)],
    ['a day that does not exist', '-changedAt', base64(`-changedAt 2026-02-30T00:00:00.000Z ${ID}`)],
    ['a year that does not exist', '-changedAt', base64(`-changedAt 0000-01-01T00:00:00.000Z ${ID}`)],
    ['an instant for ever', '-changedAt', base64(`-changedAt infinity ${ID}`)],
    ['SQL for an instant', '-changedAt', base64(`-changedAt ';DROP ${ID}`)],
    ['SQL for an id', 'id', base64(`id '`)],
    ['too much', 'id', base64(`id ${ID} ${ID} ${ID}`)],
    ['an instant where none belongs', 'id', base64(`id 2026-01-01T00:00:00.000Z ${ID}`)],
  ])('refuses %s for a cursor', async (_, order, cursor) => {
    const actor = READERS['a manager at headquarters'];
    await expect(list.page(actor, {}, order, 50, cursor)).rejects.toThrow(CursorNotReadable);
  });
});
