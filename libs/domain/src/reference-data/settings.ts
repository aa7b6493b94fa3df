import type { Actor } from '../people/actor.js';
import { OfficeCannotLead, UnknownOffice } from '../routing/routing.errors.js';
import type { ReferenceData, StateGroup } from './reference-data.js';
import { AdministratorsOnly, SettingNeedsReason, UnknownState } from './settings.errors.js';

/** Who makes a setting: a person with their roles, or whoever works at the command line of the server. */
export type Settler = Actor | 'operator';

/** Whether a State belongs to a group; null leaves it to the data set again. */
export interface GroupSetting {
  readonly stateCode: string;
  readonly group: StateGroup;
  readonly belongs: boolean | null;
  readonly reason: string;
}

/** Which office leads for a State; null leaves it to the data set again. */
export interface LeadOfficeSetting {
  readonly stateCode: string;
  readonly officeCode: string | null;
  readonly reason: string;
}

/** Keeps settings, with everyone who ever made one and why. A reload of the data set does not touch them. */
export abstract class ReferenceSettings {
  /** `settledBy` is null at the command line. */
  abstract settleGroup(setting: GroupSetting, settledBy: string | null): Promise<void>;
  abstract settleLeadOffice(setting: LeadOfficeSetting, settledBy: string | null): Promise<void>;
}

/** An administrator says that a State belongs to a group or not: no public list says it, or the list is out of date. */
export class SettleStateGroup {
  constructor(
    private readonly referenceData: ReferenceData,
    private readonly settings: ReferenceSettings,
  ) {}

  /** @throws AdministratorsOnly, SettingNeedsReason, UnknownState */
  async execute(settler: Settler, setting: GroupSetting): Promise<void> {
    const settledBy = administratorId(settler);
    const reason = reasonOf(setting);
    const { states } = await this.referenceData.current();
    if (!states.has(setting.stateCode)) throw new UnknownState();
    await this.settings.settleGroup({ ...setting, reason }, settledBy);
  }
}

/** An administrator gives a State to another office than the coverage table says. */
export class SettleLeadOffice {
  constructor(
    private readonly referenceData: ReferenceData,
    private readonly settings: ReferenceSettings,
  ) {}

  /** @throws AdministratorsOnly, SettingNeedsReason, UnknownState, UnknownOffice, OfficeCannotLead */
  async execute(settler: Settler, setting: LeadOfficeSetting): Promise<void> {
    const settledBy = administratorId(settler);
    const reason = reasonOf(setting);
    const { states, offices } = await this.referenceData.current();
    if (!states.has(setting.stateCode)) throw new UnknownState();
    if (setting.officeCode !== null) {
      const office = offices.get(setting.officeCode);
      if (!office) throw new UnknownOffice(setting.officeCode);
      if (!office.canLead) throw new OfficeCannotLead(office.code, office.parent);
    }
    await this.settings.settleLeadOffice({ ...setting, reason }, settledBy);
  }
}

/** A reason shorter than this says nothing a later reader could use. */
const SHORTEST_REASON_CHARACTERS = 5;

/** @throws SettingNeedsReason */
export function reasonOf(setting: { readonly reason: string }): string {
  const reason = setting.reason.trim();
  if (reason.length < SHORTEST_REASON_CHARACTERS) throw new SettingNeedsReason();
  return reason;
}

/**
 * The id to be kept with a setting; null at the command line.
 * @throws AdministratorsOnly
 */
export function administratorId(settler: Settler): string | null {
  if (settler === 'operator') return null;
  if (!settler.roles.some(({ role }) => role === 'administrator')) throw new AdministratorsOnly();
  return settler.personId;
}
