import type { StateDefinition } from '#libs/workflow';

/**
 * The twenty statuses of the base lifecycle. `iatiActivityStatus` is the code under which the
 * International Aid Transparency Initiative publishes an activity in that state; `outcome` says how a case ended.
 */
export const states = {
  draft: { phase: 'intake', holder: 'state', clock: 'none' },
  submitted: { phase: 'intake', holder: 'office', clock: 'running' },
  acknowledged: { phase: 'intake', holder: 'office', clock: 'running' },
  assigned: { phase: 'assignment', holder: 'office', clock: 'running' },
  triage: { phase: 'assignment', holder: 'office', clock: 'running' },
  'info-requested': { phase: 'assignment', holder: 'state', clock: 'paused' },
  'hq-review': { phase: 'assignment', holder: 'headquarters', clock: 'running' },
  accepted: { phase: 'planning', holder: 'office', clock: 'running', marks: { iatiActivityStatus: '1' } },
  planning: { phase: 'planning', holder: 'office', clock: 'running', marks: { iatiActivityStatus: '1' } },
  'plan-agreed': { phase: 'planning', holder: 'office', clock: 'running', marks: { iatiActivityStatus: '1' } },
  'on-hold': { phase: 'planning', holder: 'office', clock: 'paused', marks: { iatiActivityStatus: '6' } },
  delivery: { phase: 'delivery', holder: 'office', clock: 'running', marks: { iatiActivityStatus: '2' } },
  suspended: { phase: 'delivery', holder: 'headquarters', clock: 'paused', marks: { iatiActivityStatus: '6' } },
  delivered: { phase: 'closure', holder: 'office', clock: 'running', marks: { iatiActivityStatus: '3' } },
  'closure-review': { phase: 'closure', holder: 'state', clock: 'running', marks: { iatiActivityStatus: '3' } },
  closed: {
    phase: 'closed',
    holder: 'none',
    clock: 'follow-up',
    terminal: true,
    marks: { iatiActivityStatus: '4', outcome: 'completed' },
  },
  declined: {
    phase: 'closed',
    holder: 'none',
    clock: 'none',
    terminal: true,
    marks: { iatiActivityStatus: '5', outcome: 'declined' },
  },
  referred: { phase: 'closed', holder: 'none', clock: 'follow-up', terminal: true, marks: { outcome: 'referred' } },
  withdrawn: {
    phase: 'closed',
    holder: 'none',
    clock: 'none',
    terminal: true,
    marks: { iatiActivityStatus: '5', outcome: 'withdrawn' },
  },
  lapsed: {
    phase: 'closed',
    holder: 'none',
    clock: 'none',
    terminal: true,
    marks: { iatiActivityStatus: '5', outcome: 'lapsed' },
  },
} as const satisfies Record<string, StateDefinition>;

export type State = keyof typeof states;
