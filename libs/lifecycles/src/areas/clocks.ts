import type { CaseEffect, CaseRole } from '#libs/domain';
import type { TargetDefinition } from '#libs/workflow';
import type { State } from '../technical-assistance/states.js';
import { thresholds } from '../technical-assistance/targets.js';

interface GateClock {
  readonly name: string;
  readonly gate: string;
  readonly opens: readonly string[];
  readonly met: readonly string[];
  readonly owner: CaseRole;
  readonly calendar: 'office' | 'headquarters';
  readonly hours: number;
  readonly urgentDays: number;
  readonly routineDays: number;
}

/** A limit of an area for settling one of its gates: hours in an emergency, working days otherwise. A choice of this project. */
export function clock({
  name,
  gate,
  opens,
  met,
  owner,
  calendar,
  hours,
  urgentDays,
  routineDays,
}: GateClock): TargetDefinition<State, CaseRole, CaseEffect> {
  return {
    name,
    opensOn: { gate, states: opens },
    metOn: { gate, states: met },
    owner,
    calendar,
    pausedBy: 'paused-states',
    onReturn: 'renew',
    limits: {
      emergency: { amount: hours, unit: 'hours' },
      urgent: { amount: urgentDays, unit: 'working-days' },
      routine: { amount: routineDays, unit: 'working-days' },
    },
    thresholds: thresholds(owner),
    basis: 'Project choice',
  };
}
