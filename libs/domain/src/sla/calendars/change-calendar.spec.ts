import { describe, expect, it } from '@jest/globals';
import type { Calendar } from '#libs/workflow';
import type { Actor } from '../../people/actor.js';
import { SettingNeedsReason } from '../../reference-data/settings.errors.js';
import { CalendarChangedMeanwhile, CalendarNotFound, CalendarNotValid, CalendarNotYours } from './calendar.errors.js';
import {
  type CalendarPublication,
  type CalendarPublished,
  CalendarRegister,
  type CalendarVersion,
  type StoredCalendar,
} from './calendar-register.js';
import { type CalendarCommand, ChangeCalendar } from './change-calendar.js';
import type { DeadlineImpact } from '../deadline-impact.js';
import { RehearseCalendar } from './rehearse-calendar.js';

const nineToFive: Calendar = {
  timeZone: 'Africa/Cairo',
  hours: { sun: [['09:00', '17:00']], mon: [['09:00', '17:00']] },
  holidays: [{ date: '2026-07-23', name: 'Revolution Day' }],
  overrides: {},
};
const present: StoredCalendar = {
  key: 'office:ROMENA',
  version: 3,
  document: nineToFive,
  zoneBasis: 'office',
  weekBasis: 'office',
  holidayYears: [{ year: 2026, source: 'Circular', days: 1, loadedAt: new Date(0) }],
  publishedAt: new Date(0),
  reason: 'A reason',
};

class OneCalendar extends CalendarRegister {
  readonly published: CalendarPublication[] = [];

  override async find(key: string) {
    return key === present.key ? { calendar: present, now: new Date('2026-11-23T10:00:00Z') } : undefined;
  }

  override async versions(): Promise<readonly CalendarVersion[]> {
    return [];
  }

  override async publish(publication: CalendarPublication): Promise<CalendarPublished> {
    this.published.push(publication);
    return { version: publication.basedOnVersion + 1, replayId: 'replay' };
  }
}

/** Nothing counts on the calendar, so that only what is asked matters. */
class NoLiveDeadlines extends RehearseCalendar {
  override async of(): Promise<DeadlineImpact> {
    return { clocks: 0, cases: 0, moves: 0, breaches: 0, recovers: 0, byTarget: {}, deadlines: [] };
  }
}

function aChange(): { readonly register: OneCalendar; readonly change: ChangeCalendar } {
  const register = new OneCalendar();
  const rehearsal = new NoLiveDeadlines(undefined as never, undefined as never, undefined as never, undefined as never);
  return { register, change: new ChangeCalendar(register, rehearsal) };
}

const anActor = (role: string, officeCode: string | null = null): Actor => ({
  personId: 'ada',
  displayName: 'Ada',
  language: 'en',
  isCleared: false,
  roles: [{ role, stateCode: null, officeCode }],
});
const shorterMonday: CalendarCommand = {
  key: 'office:ROMENA',
  basedOnVersion: 3,
  edit: { kind: 'edit', document: { ...nineToFive, hours: { ...nineToFive.hours, mon: [['10:00', '14:00']] } } },
  reason: 'Hours of the season',
};
const holidays2027: CalendarCommand = {
  ...shorterMonday,
  edit: {
    kind: 'holidays',
    year: 2027,
    holidays: [
      { date: '2027-03-09', name: 'Eid al-Fitr' },
      { date: '2027-01-07', name: 'Coptic Christmas' },
    ],
    source: 'Circular of December',
  },
};

describe('changing a calendar', () => {
  it('publishes the next version with the reason', async () => {
    const { register, change } = aChange();
    expect(await change.apply('operator', shorterMonday)).toEqual({ changed: true, version: 4, replayId: 'replay' });
    expect(register.published).toMatchObject([
      { basedOnVersion: 3, reason: 'Hours of the season', change: { kind: 'edit' } },
    ]);
  });

  it('is for administrators, and for the head of the office', async () => {
    const { register, change } = aChange();
    await change.apply(anActor('administrator'), shorterMonday);
    await change.apply(anActor('office-head', 'ROMENA'), shorterMonday);
    expect(register.published).toHaveLength(2);
  });

  it.each([
    ['the head of another office', anActor('office-head', 'ROEA')],
    ['a case officer of the office', anActor('case-officer', 'ROMENA')],
    ['a manager of headquarters', anActor('hq-manager')],
  ])('is refused to %s, rehearsed or not', async (_, actor) => {
    const { register, change } = aChange();
    await expect(change.apply(actor, shorterMonday)).rejects.toThrow(CalendarNotYours);
    await expect(change.rehearse(actor, shorterMonday)).rejects.toThrow(CalendarNotYours);
    expect(register.published).toEqual([]);
  });

  it('is refused without a reason, for a calendar that is not there, and on a version that is not the present one', async () => {
    const { register, change } = aChange();
    await expect(change.apply('operator', { ...shorterMonday, reason: ' ' })).rejects.toThrow(SettingNeedsReason);
    await expect(change.apply('operator', { ...shorterMonday, key: 'office:NONE' })).rejects.toThrow(CalendarNotFound);
    await expect(change.apply('operator', { ...shorterMonday, basedOnVersion: 2 })).rejects.toThrow(
      CalendarChangedMeanwhile,
    );
    expect(register.published).toEqual([]);
  });

  it('publishes nothing when nothing would change, however it is written down', async () => {
    const { register, change } = aChange();
    const { timeZone, hours, holidays } = nineToFive;
    const same = { holidays, hours: { mon: hours.mon, sun: hours.sun, tue: [] }, timeZone };
    const command: CalendarCommand = { ...shorterMonday, edit: { kind: 'edit', document: same } };
    expect(await change.apply('operator', command)).toEqual({ changed: false, version: 3 });
    expect(register.published).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ['never opens', { hours: {} }, '/calendar/hours', 'never_opens'],
    ['closes before it opens', { hours: { sun: [['17:00', '09:00']] } }, '/calendar/hours/sun/0', 'window_impossible'],
    ['has an unknown zone', { timeZone: 'Africa/Atlantis' }, '/calendar/timeZone', 'zone_unknown'],
    [
      'opens at an hour the clock skips',
      { timeZone: 'Europe/Vienna', hours: { sun: [['02:30', '12:00']] } },
      '/calendar/hours/sun/0/0',
      'edge_skipped',
    ],
  ])('is refused, with the place, where the calendar %s', async (_, changes, pointer, code) => {
    const edit = { kind: 'edit', document: { ...nineToFive, ...changes } } as const;
    const refused: unknown = await aChange()
      .change.apply('operator', { ...shorterMonday, edit })
      .catch((error: unknown) => error);
    if (!(refused instanceof CalendarNotValid)) throw refused;
    expect(refused.errors.map((fault) => [fault.pointer, fault.code])).toContainEqual([pointer, code]);
  });
});

describe('loading the holidays of a year', () => {
  it('replaces those of the year and keeps those of others, in order', async () => {
    const { register, change } = aChange();
    await change.apply('operator', holidays2027);
    expect(register.published[0]?.document.holidays).toEqual([
      { date: '2026-07-23', name: 'Revolution Day' },
      { date: '2027-01-07', name: 'Coptic Christmas' },
      { date: '2027-03-09', name: 'Eid al-Fitr' },
    ]);
    expect(register.published[0]?.change).toEqual({
      kind: 'holidays',
      year: 2027,
      source: 'Circular of December',
      days: 2,
    });
  });

  it('notes that a year has been loaded even if it has no holiday', async () => {
    const { register, change } = aChange();
    const edit = { kind: 'holidays', year: 2028, holidays: [], source: 'Circular' } as const;
    await change.apply('operator', { ...holidays2027, edit });
    expect(register.published).toHaveLength(1);
  });

  it.each([
    ['another year', [{ date: '2026-12-25', name: 'Christmas' }], '/holidays/0/date'],
    ['a day that does not exist', [{ date: '2027-02-30', name: 'Nothing' }], '/holidays/0/date'],
    [
      'a day twice',
      [
        { date: '2027-01-07', name: 'A' },
        { date: '2027-01-07', name: 'B' },
      ],
      '/holidays/1/date',
    ],
    ['no name', [{ date: '2027-01-07', name: ' ' }], '/holidays/0/name'],
  ])('is refused with %s', async (_, holidays, pointer) => {
    const edit = { kind: 'holidays', year: 2027, holidays, source: 'Circular' } as const;
    const refused: unknown = await aChange()
      .change.apply('operator', { ...holidays2027, edit })
      .catch((error: unknown) => error);
    if (!(refused instanceof CalendarNotValid)) throw refused;
    expect(refused.errors.map((fault) => fault.pointer)).toEqual([pointer]);
  });
});
