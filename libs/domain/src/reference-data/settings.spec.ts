import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../people/actor.js';
import { OfficeCannotLead, UnknownOffice } from '../routing/routing.errors.js';
import { ReferenceData, type ReferenceSnapshot } from './reference-data.js';
import { AdministratorsOnly, SettingNeedsReason, UnknownState } from './settings.errors.js';
import { ReferenceSettings, SettleLeadOffice, SettleStateGroup } from './settings.js';

const office = { hostState: 'KEN', timeZone: 'Africa/Nairobi', parent: 'HQ', name: 'An office' } as const;
const snapshot: ReferenceSnapshot = {
  version: 'edition-1',
  states: new Map([['SOM', { code: 'SOM', status: 'member', groups: [] }]]),
  areas: new Map(),
  assistanceTypes: new Map(),
  offices: new Map([
    ['ROEA', { ...office, code: 'ROEA', kind: 'regional', canLead: true }],
    ['NYLO', { ...office, code: 'NYLO', kind: 'liaison', canLead: false }],
  ]),
  coverage: new Map(),
};

class KnownData extends ReferenceData {
  override current(): Promise<ReferenceSnapshot> {
    return Promise.resolve(snapshot);
  }
}

class RememberedSettings extends ReferenceSettings {
  readonly made: unknown[] = [];

  override async settleGroup(...setting: unknown[]): Promise<void> {
    this.made.push(setting);
  }

  override async settleLeadOffice(...setting: unknown[]): Promise<void> {
    this.made.push(setting);
  }
}

const anActor = (role: string): Actor => ({
  personId: 'ada',
  displayName: 'Ada',
  language: 'en',
  isCleared: false,
  roles: [{ role, stateCode: null, officeCode: null }],
});
const emerging = {
  stateCode: 'SOM',
  group: 'emerging-from-conflict',
  belongs: true,
  reason: ' Note of 3 March ',
} as const;

describe('settling whether a State belongs to a group', () => {
  it('is kept with the reason and the administrator who settled it', async () => {
    const settings = new RememberedSettings();
    await new SettleStateGroup(new KnownData(), settings).execute(anActor('administrator'), emerging);
    expect(settings.made).toEqual([[{ ...emerging, reason: 'Note of 3 March' }, 'ada']]);
  });

  it.each([
    ['to others than administrators', anActor('hq-manager'), emerging, AdministratorsOnly],
    ['without a reason', anActor('administrator'), { ...emerging, reason: '  ' }, SettingNeedsReason],
    ['for a State nobody knows', 'operator' as const, { ...emerging, stateCode: 'XXX' }, UnknownState],
  ])('is refused %s', async (_, settler, setting, refusal) => {
    const settings = new RememberedSettings();
    await expect(new SettleStateGroup(new KnownData(), settings).execute(settler, setting)).rejects.toThrow(refusal);
    expect(settings.made).toEqual([]);
  });
});

describe('settling which office leads for a State', () => {
  const settle = (officeCode: string | null, settings = new RememberedSettings()) =>
    new SettleLeadOffice(new KnownData(), settings)
      .execute('operator', { stateCode: 'SOM', officeCode, reason: 'Office moved' })
      .then(() => settings.made);

  it.each(['ROEA', null])('keeps %s', async (officeCode) =>
    expect(await settle(officeCode)).toEqual([[{ stateCode: 'SOM', officeCode, reason: 'Office moved' }, null]]),
  );

  it('takes only offices that exist and can lead', async () => {
    await expect(settle('NOWHERE')).rejects.toThrow(UnknownOffice);
    await expect(settle('NYLO')).rejects.toThrow(OfficeCannotLead);
  });
});
