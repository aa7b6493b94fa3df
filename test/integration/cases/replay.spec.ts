import type { Actor } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { type ClockRecord, replay, type WorkflowEvent } from '#libs/workflow';
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { Product } from '../../support/product.js';

/** What moves the state of a case; the rest of a history tells of its record and its clocks. */
const OF_THE_ENGINE = new Set(['created', 'moved', 'gate-moved', 'consented', 'migrated']);

/** One of the acts that are open, by one of those who may, some days later; and whether the timer comes by before. */
const aStep = fc.record({ pick: fc.nat(), days: fc.integer({ min: 0, max: 20 }), sweeps: fc.boolean() });

describe('the history of a case that went any way it may', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 6 });
  let cast: readonly Actor[];
  let caseOfficer: Actor;

  beforeAll(async () => {
    const person = (...roles: readonly string[]) => aPerson(database.dataSource, { roles, isCleared: true });
    caseOfficer = await person('case-officer@ROEA');
    cast = [
      await person('focal-point@KEN'),
      await person('intake-officer@HQ'),
      await person('office-head@ROEA', 'triage-officer@ROEA'),
      caseOfficer,
      await person('due-diligence-adviser'),
      await person('hq-manager'),
    ];
  });

  async function expectToAgree(product: Product, caseId: string): Promise<void> {
    const [author] = cast;
    if (!author) throw new Error('There is nobody to read the case');
    const { record } = await product.reader.readAt(author, caseId);
    const history = await product.reader.wholeHistory(author, caseId);
    expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1));
    expect(record.historyLength).toBe(history.length);
    expect(record.version).toBe(history.at(-1)?.caseVersion);

    const events = history
      .filter(({ type }) => OF_THE_ENGINE.has(type))
      .map(({ detail }) => detail as unknown as WorkflowEvent);
    expect(record.snapshot).toEqual(replay(events));

    const stored = await rows<{ detail: ClockRecord; status: string; due_at: Date | null; breached_at: Date | null }>(
      database.dataSource,
      'SELECT detail, status, due_at, breached_at FROM clocks WHERE case_id = $1 ORDER BY opened_at, target, ordinal',
      [caseId],
    );
    const { clocks } = await product.explain.execute(record, history, history.at(-1)?.occurredAt ?? new Date());
    const byName = (a: ClockRecord, b: ClockRecord) => a.target.localeCompare(b.target) || a.ordinal - b.ordinal;
    expect(stored.map(({ detail }) => detail).sort(byName)).toEqual(clocks.map(({ clock }) => clock).sort(byName));
    for (const { detail, status, due_at: dueAt, breached_at: breachedAt } of stored)
      expect({ status, dueAt: dueAt?.getTime() ?? null, breachedAt: breachedAt?.getTime() ?? null }).toEqual({
        status: detail.status,
        dueAt: detail.dueAt,
        breachedAt: detail.breachedAt,
      });
    const dues = stored.flatMap(({ detail }) =>
      detail.closedAt === null && detail.dueAt !== null ? [detail.dueAt] : [],
    );
    expect(record.nextDueAt?.getTime() ?? null).toBe(dues.length === 0 ? null : Math.min(...dues));
  }

  /** The acts open to anybody, each with who performs it. */
  async function openActs(product: Product, caseId: string): Promise<{ actor: Actor; name: string }[]> {
    const all = [];
    for (const actor of cast) {
      const record = await product.reader.read(actor, caseId).catch(() => undefined);
      if (!record) continue;
      const lines = await product.transitions.execute(actor, record, new Date(Date.now() + product.laterMs));
      all.push(...lines.filter(({ available }) => available).map(({ name }) => ({ actor, name })));
    }
    return all;
  }

  async function sweep(product: Product, caseId: string): Promise<void> {
    const due = await rows<{ id: string }>(
      database.dataSource,
      `SELECT id FROM clocks WHERE case_id = $1 AND next_fire_at <= now() + make_interval(secs => $2) ORDER BY next_fire_at, id`,
      [caseId, product.laterMs / 1_000],
    );
    for (const { id } of due) await product.fireClock.execute(id);
  }

  it('tells exactly the record that is stored, and its clocks', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 6, maxLength: 20 }), fc.boolean(), async (steps, forSecurity) => {
        const product = new Product(database.dataSource);
        const [author] = cast;
        if (!author) throw new Error('There is nobody to begin a request');
        const { id } = await product.draft(author, 'TIP', { involvesSecurityForces: forSecurity });
        for (const { pick, days, sweeps } of steps) {
          product.pass(days);
          if (sweeps) await sweep(product, id);
          const open = (await openActs(product, id)).filter(({ name }) => name !== 'withdraw' || pick % 7 === 0);
          const chosen = open[pick % Math.max(open.length, 1)];
          if (!chosen) break;
          await product.act(chosen.actor, id, chosen.name, givenFor(chosen.name));
          reached.add(chosen.name);
        }
        await expectToAgree(product, id);
      }),
      { numRuns: 15, seed: 66181 },
    );
    // The walks must go somewhere for this to say anything.
    expect(reached.size).toBeGreaterThan(12);
  }, 120_000);

  /** What a sample cannot know: people and offices that exist. */
  function givenFor(act: string): Record<string, string> {
    if (act === 'name-case-officer') return { officer: caseOfficer.personId };
    if (act === 'assign-office' || act === 'reassign') return { office: 'ROEA' };
    return {};
  }
});
