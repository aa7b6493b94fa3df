import { beforeAll, describe, expect, it } from '@jest/globals';
import { CatchUpClocks } from '#libs/domain';
import { askingAsSystem, ClockReplay, loadReferenceData, rows } from '#libs/infrastructure';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aCaseAtTheOffice, act, aStaff, type Staff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';
import { until } from '../../support/until.js';

const database = aDatabase();
const api = anApi(database);
let staff: Staff;
let administrator: Staff['officeHead'];
const troubled: string[] = [];

beforeAll(async () => {
  await loadReferenceData(database.dataSource);
  staff = await aStaff(api, database);
  administrator = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['administrator'] }));
}, 60_000);

interface Clock {
  readonly target: string;
  readonly dueAt: string;
  readonly status: string;
}

async function clockOf(caseId: string, target: string): Promise<Clock> {
  const { clocks } = (await staff.officeHead('GET', `/cases/${caseId}/clocks`)).json<{ clocks: Clock[] }>();
  const found = clocks.find((clock) => clock.target === target);
  if (!found) throw new Error(`The case has no clock of ${target}`);
  return found;
}

/** What is stored about clocks, beside what the history says of them. */
async function storedDueTimes(caseId: string): Promise<unknown> {
  return rows(
    database.dataSource,
    `SELECT target, status, due_at AS "dueAt" FROM clocks WHERE case_id = $1 ORDER BY opened_at, target, ordinal`,
    [caseId],
  );
}

async function explainedDueTimes(caseId: string): Promise<unknown> {
  const { clocks } = (await staff.officeHead('GET', `/cases/${caseId}/clocks`)).json<{ clocks: Clock[] }>();
  return clocks.map(({ target, status, dueAt }) => ({ target, status, dueAt: new Date(dueAt) }));
}

/** Works off what has been published, as the worker does; a publication counts as noticed after a moment. */
async function replayed(replayId: string): Promise<Record<string, unknown>> {
  const replay = new ClockReplay(database.dataSource, api.app.get(CatchUpClocks, { strict: false }), (_, caseId) => {
    troubled.push(caseId);
  });
  let progress: Record<string, unknown> = {};
  await until(
    'every case has been dealt with',
    async () => {
      await askingAsSystem(() => replay.run());
      progress = (await administrator('GET', `/calendar-replays/${replayId}`)).json();
      return progress['finishedAt'] !== null || Number(progress['failing']) > 0;
    },
    20_000,
  );
  return progress;
}

const nairobiDate = (instant: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format(new Date(instant));

async function etagOf(path: string): Promise<string> {
  return String((await administrator('GET', path)).headers['etag']);
}

async function loadHoliday(
  date: string,
  name: string,
  source: string,
): Promise<{ statusCode: number; replayId: string }> {
  const path = `/calendars/offices/ROEA/holidays/${date.slice(0, 4)}`;
  const present = (await administrator('GET', '/calendars/offices/ROEA')).json<{
    calendar: { holidays: { date: string; name: string }[] };
  }>();
  const holidays = present.calendar.holidays.filter(
    (holiday) => holiday.date.startsWith(date.slice(0, 4)) && holiday.date !== date,
  );
  const answer = await staff.officeHead(
    'PUT',
    path,
    { holidays: [...holidays, { date, name }], source, reason: `${name} is kept` },
    { headers: { 'if-match': await etagOf('/calendars/offices/ROEA') } },
  );
  return { statusCode: answer.statusCode, replayId: answer.json<{ replayId: string }>().replayId };
}

describe('the calendar of an office', () => {
  it('is there for every office and every State, with what it rests on', async () => {
    const office = await administrator('GET', '/calendars/offices/ROMENA');
    expect(office.headers['etag']).toBe('"v1"');
    expect(office.json()).toMatchObject({
      calendar: { timeZone: 'Africa/Cairo', hours: { sun: [['09:00', '17:00']], thu: [['09:00', '17:00']] } },
      zoneBasis: 'office',
    });
    expect((await administrator('GET', '/calendars/states/TUV')).json()).toMatchObject({
      calendar: { timeZone: 'Pacific/Funafuti' },
      zoneBasis: 'only-zone',
      weekBasis: 'lead-office',
    });
    const { items } = (await administrator('GET', '/calendars')).json<{ items: unknown[] }>();
    expect(items).toHaveLength(45 + 195);
  });

  it('warns of a year whose holidays are not known, until they are loaded', async () => {
    const year = new Date().getUTCFullYear();
    const warnings = async (): Promise<unknown> =>
      (await administrator('GET', '/calendars/offices/ROSA'))
        .json<{ warnings: { year: number }[] }>()
        .warnings.map((warning) => warning.year);
    expect(await warnings()).toContain(year);
    const content = `date,name\n${year}-01-26,Republic Day\n`;
    const loaded = await administrator(
      'PUT',
      `/calendars/offices/ROSA/holidays/${year}`,
      { content, source: 'Circular', reason: `Holidays of ${year}` },
      { headers: { 'if-match': '"v1"' } },
    );
    expect(loaded.json()).toEqual({ version: 2, changed: true, replayId: null });
    expect(await warnings()).not.toContain(year);
  });

  it('shows what a change would do to live deadlines before it is made, and then does exactly that', async () => {
    const { caseId, reference } = await aCaseAtTheOffice(staff);
    const before = await clockOf(caseId, 'name-case-officer');
    const holiday = { date: nairobiDate(before.dueAt), name: 'A day of rest' };

    const path = `/calendars/offices/ROEA/holidays/${holiday.date.slice(0, 4)}`;
    const rehearsal = (await staff.officeHead('POST', `${path}/rehearsals`, { holidays: [holiday] })).json<{
      clocks: number;
      deadlines: { reference: string; target: string; effect: string; dueBefore: string; dueAfter: string }[];
    }>();
    expect(rehearsal).toMatchObject({ cases: 1, moves: 1, breaches: 0, recovers: 0 });
    expect(rehearsal.deadlines).toEqual([
      expect.objectContaining({ reference, target: 'name-case-officer', effect: 'moves', dueBefore: before.dueAt }),
    ]);
    expect((await clockOf(caseId, 'name-case-officer')).dueAt).toBe(before.dueAt);

    const { statusCode, replayId } = await loadHoliday(holiday.date, holiday.name, 'Decree');
    expect(statusCode).toBe(202);
    expect(await replayed(replayId)).toMatchObject({ cases: 1, done: 1, failing: 0, moves: 1, breaches: 0 });

    const after = await clockOf(caseId, 'name-case-officer');
    expect(after.dueAt).toBe(rehearsal.deadlines[0]?.dueAfter);
    const { items } = (await staff.officeHead('GET', `/cases/${caseId}/history`)).json<{
      items: { type: string; reason: string }[];
    }>();
    expect(items.at(-1)).toMatchObject({ type: 'calendars-changed', reason: 'A day of rest is kept' });
    expect(await explainedDueTimes(caseId)).toEqual(await storedDueTimes(caseId));
  }, 60_000);

  it('is counted on by a case that moves before the background work has come to it', async () => {
    const { caseId } = await aCaseAtTheOffice(staff);
    const { dueAt } = await clockOf(caseId, 'name-case-officer');
    const published = await loadHoliday(nairobiDate(dueAt), 'Another day of rest', 'Decree 2');
    // Whoever rehearses sees the newest version; so the process has noticed the publication.
    const { calendar } = (await administrator('GET', '/calendars/offices/ROEA')).json<{ calendar: object }>();
    expect((await staff.officeHead('POST', '/calendars/offices/ROEA/rehearsals', { calendar })).json()).toMatchObject({
      moves: 0,
    });
    await act(staff.officeHead, caseId, 'name-case-officer', { officer: staff.caseOfficer.personId });

    const { items } = (await staff.officeHead('GET', `/cases/${caseId}/history`)).json<{ items: { type: string }[] }>();
    expect(items.map(({ type }) => type)).toContain('calendars-changed');
    expect(await explainedDueTimes(caseId)).toEqual(await storedDueTimes(caseId));
    await replayed(published.replayId);
    expect(await explainedDueTimes(caseId)).toEqual(await storedDueTimes(caseId));
  }, 60_000);

  it('reaches all cases but the one that cannot be computed, and goes on trying that one', async () => {
    const poisoned = await aCaseAtTheOffice(staff);
    const sound = await aCaseAtTheOffice(staff);
    const { dueAt } = await clockOf(sound.caseId, 'name-case-officer');
    await database.dataSource.query(
      `UPDATE clocks SET detail = jsonb_set(detail, '{target}', '"no-such-target"') WHERE case_id = $1 AND closed_at IS NULL`,
      [poisoned.caseId],
    );
    const { replayId } = await loadHoliday(nairobiDate(dueAt), 'One more day of rest', 'Decree 3');
    const progress = await replayed(replayId);
    expect(progress).toMatchObject({ failing: 1, finishedAt: null });
    expect(Number(progress['done'])).toBe(Number(progress['cases']) - 1);
    expect(new Set(troubled)).toEqual(new Set([poisoned.caseId]));
    expect((await clockOf(sound.caseId, 'name-case-officer')).dueAt).not.toBe(dueAt);
  }, 60_000);
});

describe('a change of a calendar', () => {
  const path = '/calendars/offices/ROCA';
  const present = async (): Promise<{ calendar: { hours: object } }> => (await administrator('GET', path)).json();

  it('must say which version it was decided on, and is refused on another', async () => {
    const { calendar } = await present();
    const body = { calendar: { ...calendar, hours: { mon: [['08:00', '16:00']] } }, reason: 'Summer hours' };
    expect((await administrator('PUT', path, body)).statusCode).toBe(428);
    expect((await administrator('PUT', path, body, { headers: { 'if-match': '"v1"' } })).statusCode).toBe(200);
    const late = await administrator('PUT', path, body, { headers: { 'if-match': '"v1"' } });
    expect([late.statusCode, late.json()]).toEqual([
      412,
      expect.objectContaining({ code: 'sla.calendar_changed', presentVersion: 2 }),
    ]);
  });

  it('is kept in every version, with who made it and why, and survives a reload of the data', async () => {
    await loadReferenceData(database.dataSource);
    const { items } = (await administrator('GET', `${path}/versions`)).json<{
      items: { version: number; reason: string }[];
    }>();
    expect(items.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'Summer hours'],
      [1, 'Reference data: hours of offices and capitals'],
    ]);
    expect(await present()).toMatchObject({ weekBasis: 'settled', zoneBasis: 'office' });
  });

  it('is refused to those it does not belong to, and for a calendar that is not there', async () => {
    const body = { calendar: (await present()).calendar, reason: 'Why not' };
    const headers = { 'if-match': '"v2"' };
    expect((await staff.officeHead('PUT', path, body, { headers })).statusCode).toBe(403);
    expect((await staff.focalPoint('POST', `${path}/rehearsals`, { calendar: body.calendar })).statusCode).toBe(403);
    expect((await administrator('GET', '/calendars/offices/NOWHERE')).statusCode).toBe(404);
    expect((await administrator('GET', '/calendars/planets/MARS')).statusCode).toBe(404);
    expect((await staff.focalPoint('GET', '/calendar-replays/019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10')).statusCode).toBe(
      404,
    );
  });

  it('is refused with the reason and the field', async () => {
    const headers = { 'if-match': '"v2"' };
    const { calendar } = await present();
    const put = async (changes: object) =>
      (await administrator('PUT', path, { calendar: { ...calendar, ...changes }, reason: 'A mistake' }, { headers }))
        .json<{
          errors: { pointer: string; code: string }[];
        }>()
        .errors.map(({ pointer, code }) => [pointer, code]);
    expect(await put({ hours: {} })).toEqual([['/calendar/hours', 'never_opens']]);
    expect(
      await put({
        timeZone: 'Asia/Nowhere',
        hours: {
          mon: [
            ['10:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      }),
    ).toEqual([
      ['/calendar/timeZone', 'zone_unknown'],
      ['/calendar/hours/mon/1', 'windows_overlap'],
    ]);
    const holidays = async (body: object) =>
      (
        await administrator(
          'PUT',
          `${path}/holidays/2027`,
          { source: 'A file', reason: 'A mistake', ...body },
          { headers },
        )
      ).json<{
        code: string;
      }>().code;
    expect(await holidays({ content: 'date,name\n2026-01-01,New Year' })).toBe('sla.holiday_file_not_readable');
    expect(await holidays({})).toBe('sla.holidays_not_given');
    expect(await holidays({ holidays: [{ date: '2027-02-30', name: 'Nothing' }] })).toBe('sla.calendar_not_valid');
  });
});
