import { rows } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const SOME_ID = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10';

type Ask = Awaited<ReturnType<typeof signedIn>>;

describe('who reads a case', () => {
  const database = aDatabase({ template: INHABITED });
  const api = anApi(database);
  let staff: Staff;
  let caseId: string;
  let reference: string;

  const somebody = async (role: string, secondFactor: 'totp' | null = 'totp'): Promise<Ask & { email: string }> => {
    const person = await aPerson(database.dataSource, { roles: [role] });
    return Object.assign(await signedIn(api, database, person, secondFactor), { email: person.email });
  };
  const etagOf = async (ask: Ask): Promise<string> => String((await ask('GET', `/cases/${caseId}`)).headers['etag']);
  const hold = async (ask: Ask, sensitivity: string): Promise<LightMyRequestResponse> =>
    ask(
      'PUT',
      `/cases/${caseId}/sensitivity`,
      { sensitivity, reason: 'names of witnesses' },
      { headers: { 'if-match': await etagOf(ask) } },
    );
  const statusFor = async (ask: Ask): Promise<number> => (await ask('GET', `/cases/${caseId}`)).statusCode;
  const historyOf = async (ask: Ask, type: string): Promise<readonly Record<string, unknown>[]> =>
    (await ask('GET', `/cases/${caseId}/history`))
      .json<{ items: Record<string, unknown>[] }>()
      .items.filter((entry) => entry['type'] === type);

  beforeAll(async () => {
    staff = await aStaff(api, database);
  });
  beforeEach(async () => {
    ({ caseId, reference } = await aCaseAtTheOffice(staff));
  });

  describe('how closely it is held', () => {
    it('is raised by the State, and whoever raises it stays inside', async () => {
      const colleague = await somebody('focal-point@KEN');
      const other = await somebody('focal-point@KEN');
      const answer = await hold(colleague, 'strictly-confidential');
      expect(answer.statusCode).toBe(200);
      expect(await etagOf(colleague)).toBe(answer.headers['etag']);
      expect([await statusFor(colleague), await statusFor(staff.focalPoint), await statusFor(other)]).toEqual([
        200, 200, 404,
      ]);
      expect((await historyOf(colleague, 'record-changed')).at(-1)).toMatchObject({
        reason: 'names of witnesses',
        actorRole: 'focal-point',
        change: { property: 'sensitivity', to: 'strictly-confidential' },
      });
    });

    it('is lowered by the head of the lead office alone', async () => {
      await hold(staff.focalPoint, 'strictly-confidential');
      for (const ask of [staff.focalPoint, staff.intakeOfficer])
        expect((await hold(ask, 'confidential')).json()).toMatchObject({
          status: 403,
          code: 'case.sensitivity_not_yours',
          rolesNeeded: ['office-head'],
        });
      expect((await hold(staff.officeHead, 'confidential')).statusCode).toBe(200);
    });

    it('is not lowered by way of the lifecycle either', async () => {
      await hold(staff.focalPoint, 'strictly-confidential');
      const classify = async (ask: Ask, sensitivity: string): Promise<LightMyRequestResponse> =>
        ask(
          'POST',
          `/cases/${caseId}/transitions`,
          { name: 'classify', input: { sensitivity, reason: 'reviewed' } },
          { headers: { 'if-match': await etagOf(ask) } },
        );
      expect((await classify(staff.intakeOfficer, 'unclassified')).json()).toMatchObject({
        status: 403,
        code: 'case.sensitivity_not_yours',
      });
      expect((await classify(staff.officeHead, 'unclassified')).statusCode).toBe(200);
      expect((await classify(staff.intakeOfficer, 'confidential')).statusCode).toBe(200);
    });

    it('decides what a list says of it', async () => {
      const titles = async (): Promise<readonly unknown[]> =>
        (await staff.officeHead('GET', '/cases'))
          .json<{ items: { id: string; title: string }[] }>()
          .items.filter(({ id }) => id === caseId)
          .map(({ title }) => title);
      expect(await titles()).toEqual(['Training of prosecutors']);
      await hold(staff.focalPoint, 'strictly-confidential');
      expect(await titles()).toEqual(['—']);
    });
  });

  describe('when it is strictly confidential', () => {
    beforeEach(async () => {
      await hold(staff.focalPoint, 'strictly-confidential');
    });

    it('needs a second factor shown lately, for whoever it exists at all', async () => {
      const head = await somebody('office-head@ROEA', null);
      for (const address of ['', '/history', '/transitions', '/clocks', '/extract', '/readers', '/need-to-know'])
        expect((await head('GET', `/cases/${caseId}${address}`)).json()).toMatchObject({
          status: 403,
          code: 'people.step_up_needed',
        });
      const outsider = await somebody('office-head@ROSAF', null);
      expect((await outsider('GET', `/cases/${caseId}`)).json()).toMatchObject({ code: 'case.not_found' });
      expect((await head('GET', '/cases')).statusCode).toBe(200);
    });

    it('says in its history who looked, once a session and hour, and changes nothing else', async () => {
      const before = await etagOf(staff.focalPoint);
      const head = await somebody('office-head@ROEA');
      await Promise.all([statusFor(head), statusFor(head), statusFor(head)]);
      await head('GET', `/cases/${caseId}/history`);
      const seen = (await historyOf(staff.focalPoint, 'case-read')).filter(
        (entry) => entry['actorRole'] === 'office-head',
      );
      expect(seen).toHaveLength(1);
      expect(await etagOf(staff.focalPoint)).toBe(before);

      await database.dataSource.query(`UPDATE case_readings SET noted_at = now() - interval '61 minutes'`);
      await statusFor(head);
      expect(
        (await historyOf(staff.focalPoint, 'case-read')).filter((entry) => entry['actorRole'] === 'office-head'),
      ).toHaveLength(2);
    });

    it.each([
      ...['', '/history', '/clocks', '/transitions', '/diagram', '/extract', '/readers', '/need-to-know'],
      ...['/messages', '/messages/3', '/notes', '/people', '/attachments', `/attachments/${SOME_ID}/content`],
    ])('says so whichever part of it is looked at: %s', async (address) => {
      const head = await somebody('office-head@ROEA');
      await head('GET', `/cases/${caseId}${address}`);
      await head('GET', `/cases/${caseId}${address}`);
      const readings = await rows(
        database.dataSource,
        `SELECT actor_role AS role FROM case_events WHERE case_id = $1 AND type = 'case-read' AND actor_role = 'office-head'`,
        [caseId],
      );
      expect(readings).toEqual([{ role: 'office-head' }]);
    });

    it('tells the State which offices and roles read it', async () => {
      const head = await somebody('office-head@ROEA');
      await statusFor(head);
      const answer = await staff.focalPoint('GET', `/cases/${caseId}/readers`);
      expect(answer.json<{ items: object[] }>().items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ role: 'office-head', officeCode: 'ROEA', stateCode: null, readings: 1, people: 1 }),
          expect.objectContaining({ role: 'focal-point', stateCode: 'KEN', officeCode: null }),
        ]),
      );
      expect(answer.body).not.toMatch(/personId|displayName/);
    });

    it('opens to whom their own side names, and closes when they are taken off', async () => {
      const [ours, adviser] = [await somebody('permanent-mission@KEN'), await somebody('due-diligence-adviser@ROCA')];
      const name = (ask: Ask, email: string): Promise<LightMyRequestResponse> =>
        ask('POST', `/cases/${caseId}/need-to-know`, { email, reason: 'needs it' });

      const refused = [
        await name(staff.focalPoint, adviser.email),
        await name(staff.officeHead, ours.email),
        await name(staff.officeHead, 'nobody@example.org'),
      ].map((answer) => {
        const { requestId: _, ...rest } = answer.json<Record<string, unknown>>();
        return rest;
      });
      expect(refused[0]).toMatchObject({ status: 422, code: 'case.reader_not_nameable' });
      expect(refused).toEqual([refused[0], refused[0], refused[0]]);

      for (const [by, whom] of [
        [staff.focalPoint, ours],
        [staff.officeHead, adviser],
      ] as const) {
        expect(await statusFor(whom)).toBe(404);
        const named = await name(by, whom.email);
        expect(named.statusCode).toBe(201);
        expect(await statusFor(whom)).toBe(200);
        const { personId } = named.json<{ personId: string }>();
        const list = (await by('GET', `/cases/${caseId}/need-to-know`)).json<{ items: { personId: string }[] }>();
        expect(list.items.map((item) => item.personId)).toContain(personId);
        const other = by === staff.focalPoint ? staff.officeHead : staff.focalPoint;
        expect((await other('DELETE', `/cases/${caseId}/need-to-know/${personId}`)).statusCode).toBe(404);
        expect((await by('DELETE', `/cases/${caseId}/need-to-know/${personId}`)).statusCode).toBe(204);
        expect(await statusFor(whom)).toBe(404);
      }
      expect(await historyOf(staff.focalPoint, 'reader-named')).toHaveLength(2);
      expect((await name(staff.intakeOfficer, adviser.email)).json()).toMatchObject({ code: 'people.not_permitted' });
    });
  });

  describe('breaking the glass', () => {
    const enter = (ask: Ask, which: string): Promise<LightMyRequestResponse> =>
      ask('POST', '/emergency-access', { reference: which, reason: 'Life in danger, nobody answers' });

    beforeEach(async () => {
      await hold(staff.focalPoint, 'strictly-confidential');
    });

    it('opens a case for some hours, and not in silence', async () => {
      const manager = await somebody('hq-manager');
      expect(await statusFor(manager)).toBe(404);
      const answer = await enter(manager, reference);
      expect(answer.statusCode).toBe(202);
      expect(await statusFor(manager)).toBe(200);
      expect((await manager('GET', '/emergency-access')).json()).toMatchObject({ items: [{ caseId, reference }] });

      expect(await historyOf(staff.focalPoint, 'glass-broken')).toMatchObject([
        { actorRole: 'hq-manager', reason: 'Life in danger, nobody answers' },
      ]);
      const told = await rows<{ payload: object }>(
        database.dataSource,
        `SELECT payload FROM outbox_messages WHERE topic = 'case.notify' AND payload->>'template' = 'glass-broken' AND payload->>'caseId' = $1`,
        [caseId],
      );
      expect(told).toMatchObject([
        { payload: { to: ['office-head', 'hq-manager', 'focal-point', 'permanent-mission'] } },
      ]);
      const audited = await rows(
        database.dataSource,
        `SELECT FROM audit_records WHERE kind = 'glass-broken' AND subject_id = $1`,
        [caseId],
      );
      expect(audited).toHaveLength(1);

      await database.dataSource.query(`UPDATE case_need_to_know SET until_at = now() WHERE is_emergency`);
      expect(await statusFor(manager)).toBe(404);
    });

    it('answers alike whether or not there is such a case, and is on record either way', async () => {
      const officer = await somebody('case-officer@ROSAF');
      const forms = [await enter(officer, reference), await enter(officer, 'KEN-2026-NOBODY')].map(
        ({ statusCode, headers, body }) => ({
          statusCode,
          headers: Object.keys(headers).sort(),
          body: body.replace(/"untilAt":"[^"]*"/, ''),
        }),
      );
      expect(forms[0]).toEqual(forms[1]);
      const absent = await rows(
        database.dataSource,
        `SELECT FROM audit_records WHERE kind = 'glass-broken' AND detail->>'isThere' = 'false'`,
      );
      expect(absent).toHaveLength(1);
    });

    it('needs the second factor, and a role among the staff', async () => {
      expect((await enter(await somebody('hq-manager', null), reference)).json()).toMatchObject({
        code: 'people.step_up_needed',
      });
      for (const role of ['focal-point@KEN', 'permanent-mission@KEN', 'auditor', 'administrator'])
        expect((await enter(await somebody(role), reference)).json()).toMatchObject({ code: 'people.not_permitted' });
    });

    it('is not for trying numbers', async () => {
      const officer = await somebody('case-officer@ROSAF');
      const answers: number[] = [];
      for (let tried = 0; tried < 11; tried += 1) answers.push((await enter(officer, `KEN-2026-${tried}`)).statusCode);
      expect(answers).toEqual([...Array<number>(10).fill(202), 429]);
    });

    it('does not cut short what somebody was named for without an end', async () => {
      const manager = await somebody('hq-manager');
      await staff.officeHead('POST', `/cases/${caseId}/need-to-know`, { email: manager.email, reason: 'decides' });
      await enter(manager, reference);
      const [named] = (await staff.officeHead('GET', `/cases/${caseId}/need-to-know`))
        .json<{ items: { untilAt: string | null; namedByName: string; reason: string }[] }>()
        .items.filter(({ reason }) => reason === 'decides');
      expect(named).toMatchObject({ untilAt: null });
    });
  });

  it('is not noted for a case that is not held so closely', async () => {
    await act(staff.intakeOfficer, caseId, 'classify', { urgency: 'urgent', reason: 'reviewed' });
    expect((await staff.focalPoint('GET', `/cases/${caseId}/readers`)).json()).toEqual({ items: [] });
    expect(await historyOf(staff.focalPoint, 'case-read')).toEqual([]);
  });
});
