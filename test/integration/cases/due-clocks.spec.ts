import type { Actor } from '#libs/domain';
import { rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { Product } from '../../support/product.js';

interface Entry {
  readonly type: string;
  readonly name: string | null;
  readonly to_state: string | null;
  readonly actor_role: string;
  readonly detail: { readonly thresholds?: readonly string[]; readonly refusals?: readonly object[] };
}

describe('a clock that has fallen due', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 6 });
  let product: Product;
  let focalPoint: Actor;
  let intakeOfficer: Actor;
  let officeHead: Actor;
  let caseOfficer: Actor;
  let caseId: string;

  beforeAll(async () => {
    const person = (role: string) => aPerson(database.dataSource, { roles: [role] });
    focalPoint = await person('focal-point@KEN');
    intakeOfficer = await person('intake-officer@HQ');
    officeHead = await person('office-head@ROEA');
    caseOfficer = await person('case-officer@ROEA');
  });
  beforeEach(async () => {
    product = new Product(database.dataSource);
    caseId = (await product.draft(focalPoint)).id;
    await product.act(focalPoint, caseId, 'submit');
  });

  async function toTriage(): Promise<void> {
    await product.act(intakeOfficer, caseId, 'authenticate-and-register');
    await product.act(intakeOfficer, caseId, 'assign-office', { office: 'ROEA' });
    await product.act(officeHead, caseId, 'name-case-officer', { officer: caseOfficer.personId });
  }

  const clockOf = async (
    target: string,
  ): Promise<{ id: string; status: string; breached_at: Date | null; next_threshold: string | null }> => {
    const [clock] = await rows<{ id: string; status: string; breached_at: Date | null; next_threshold: string | null }>(
      database.dataSource,
      'SELECT id, status, breached_at, next_threshold FROM clocks WHERE case_id = $1 AND target = $2 ORDER BY ordinal DESC LIMIT 1',
      [caseId, target],
    );
    if (!clock) throw new Error(`There is no clock for ${target}`);
    return clock;
  };
  const fire = async (target: string): Promise<void> => product.fireClock.execute((await clockOf(target)).id);
  const state = async (): Promise<string> => (await product.reader.read(focalPoint, caseId)).snapshot.state;
  const entries = (after: number): Promise<Entry[]> =>
    rows<Entry>(
      database.dataSource,
      'SELECT type, name, to_state, actor_role, detail FROM case_events WHERE case_id = $1 AND sequence > $2 ORDER BY sequence',
      [caseId, after],
    );
  const length = async (): Promise<number> => (await product.reader.read(focalPoint, caseId)).historyLength;
  const templates = async (): Promise<string[]> =>
    (
      await rows<{ template: string }>(
        database.dataSource,
        `SELECT payload->>'template' AS template FROM outbox_messages WHERE case_id = $1 ORDER BY id`,
        [caseId],
      )
    ).map(({ template }) => template);

  it('is left alone before its time, and nothing is written', async () => {
    const before = await length();
    await fire('acknowledge');
    expect(await length()).toBe(before);
  });

  it('is written down once, however often it is fired, and the version stays: nobody’s decision is refused for it', async () => {
    const { version, historyLength } = await product.reader.read(focalPoint, caseId);
    product.pass(10);
    for (let time = 0; time < 3; time += 1) await fire('acknowledge');
    const happened = await entries(historyLength);
    expect(happened.filter(({ type }) => type === 'thresholds-fired')).toHaveLength(1);
    expect(happened.map(({ actor_role: role }) => role)).toEqual(happened.map(() => 'system'));
    expect((await product.reader.read(focalPoint, caseId)).version).toBe(version);
  });

  it('tells of a breach: marked on the clock, told to people, all thresholds passed meanwhile in one entry', async () => {
    const before = await length();
    const already = (await templates()).length;
    product.pass(30);
    await fire('acknowledge');
    expect((await clockOf('acknowledge')).breached_at).not.toBeNull();
    const [fired, ...more] = await entries(before);
    expect(more).toEqual([]);
    expect(fired?.detail.thresholds?.length).toBeGreaterThan(1);
    // A row of old warnings helps nobody: only the highest is told.
    expect((await templates()).length - already).toBe(1);
  });

  it('reminds the State of a question half-way through its time', async () => {
    await toTriage();
    await product.act(caseOfficer, caseId, 'ask-for-information');
    const before = await length();
    product.pass(20);
    await fire('state-answers');
    const happened = await entries(before);
    expect(happened.map(({ type, name }) => [type, name])).toContainEqual(['gate-moved', 'remind']);
    expect(await state()).toBe('info-requested');
  });

  it('lets a request lapse that was never answered, after both reminders, and after an outage at its distance from them', async () => {
    await toTriage();
    await product.act(caseOfficer, caseId, 'ask-for-information');
    const before = await length();
    product.pass(200);
    await fire('state-answers');
    expect(await state()).toBe('info-requested');
    product.pass(200);
    await fire('state-answers');
    const acts = (await entries(before)).flatMap(({ type, name }) =>
      type === 'moved' || type === 'gate-moved' ? [name] : [],
    );
    expect(acts).toEqual(['remind', 'remind', 'lapse']);
    expect(await state()).toBe('lapsed');
    expect((await clockOf('state-answers')).status).not.toBe('running');
  });

  it('takes silence for consent at closure, where the State was told so', async () => {
    await toTriage();
    await product.act(officeHead, caseId, 'accept');
    await product.act(caseOfficer, caseId, 'start-plan');
    await product.act(caseOfficer, caseId, 'send-plan');
    await product.act(focalPoint, caseId, 'agree-plan');
    await product.act(officeHead, caseId, 'agree-plan');
    await product.act(officeHead, caseId, 'confirm-funds');
    await product.act(caseOfficer, caseId, 'start-delivery');
    await product.act(caseOfficer, caseId, 'complete-delivery');
    await product.act(caseOfficer, caseId, 'submit-closure-report');
    product.pass(60);
    await fire('state-confirms');
    const { snapshot } = await product.reader.read(focalPoint, caseId);
    expect(snapshot.gates['state-confirmation']).toBe('silent');
    expect(snapshot.state).toBe('closure-review');
  });

  it('whose act the case does not allow is done with: the history says that it was due, and why it did not happen', async () => {
    await toTriage();
    await product.act(caseOfficer, caseId, 'ask-for-information');
    // As after an act that no lifecycle of ours has: the question stands and the case does not wait for it.
    await database.dataSource.query(`UPDATE cases SET state = 'triage' WHERE id = $1`, [caseId]);
    const before = await length();
    product.pass(200);
    await fire('state-answers');
    product.pass(200);
    await fire('state-answers');
    const refused = (await entries(before)).filter(({ type }) => type === 'act-not-possible');
    expect(refused.map(({ name }) => name)).toContain('lapse');
    expect(refused.at(-1)?.detail.refusals).toContainEqual(expect.objectContaining({ code: 'wrong_state' }));
    expect(await state()).toBe('triage');
    const after = await length();
    await fire('state-answers');
    expect(await length()).toBe(after);
  });

  it('that was met meanwhile does nothing', async () => {
    const { id } = await clockOf('acknowledge');
    await product.act(intakeOfficer, caseId, 'authenticate-and-register');
    const before = await length();
    product.pass(30);
    await product.fireClock.execute(id);
    expect((await entries(before)).filter(({ type }) => type === 'thresholds-fired')).toEqual([]);
  });
});
