import type { Notice } from '#libs/domain';
import type { TEMPLATES } from './letters.js';

const YOUR_TURN: Notice = { kind: 'your-turn', passesWithState: true };
const DECISION: Notice = { kind: 'decision' };
const TO_THE_STATE: Notice = { kind: 'decision', alwaysMailed: true };
const DEADLINE: Notice = { kind: 'deadline' };
const PROGRESS: Notice = { kind: 'progress' };

/**
 * What kind of news each event of the lifecycles is. Who is told stands with the act that causes it; how they are told
 * follows from here and from what they prefer.
 */
export const notices: Readonly<Record<(typeof TEMPLATES)[number], Notice>> = {
  acknowledgement: TO_THE_STATE,
  'request-submitted': YOUR_TURN,
  'information-requested': { ...YOUR_TURN, alwaysMailed: true },
  'first-reminder': { ...YOUR_TURN, alwaysMailed: true },
  'second-reminder': { ...YOUR_TURN, alwaysMailed: true },
  'information-answered': { kind: 'your-turn' },
  declined: TO_THE_STATE,
  lapsed: TO_THE_STATE,
  revived: { kind: 'your-turn' },
  withdrawn: DECISION,
  'letter-received': PROGRESS,
  'authenticity-confirmed': { kind: 'your-turn', passesWithState: true },
  'office-assigned': DECISION,
  reassigned: DECISION,
  'case-officer-named': DECISION,
  'refusal-proposed': { kind: 'your-turn' },
  escalated: { kind: 'your-turn', passesWithState: true },
  accepted: TO_THE_STATE,
  'referral-consent-asked': { kind: 'your-turn', alwaysMailed: true },
  'referral-consent-given': { kind: 'your-turn' },
  'referral-refused': DECISION,
  referred: TO_THE_STATE,
  'due-diligence-required': { kind: 'your-turn' },
  'full-assessment-required': DECISION,
  'due-diligence-cleared': DECISION,
  'due-diligence-refused': DECISION,
  'planning-started': PROGRESS,
  'plan-sent': { ...YOUR_TURN, alwaysMailed: true },
  'plan-to-be-revised': DECISION,
  'plan-agreed': DECISION,
  'plan-agreed-by-silence': TO_THE_STATE,
  'silence-near': { ...YOUR_TURN, alwaysMailed: true },
  'funds-confirmed': PROGRESS,
  'funds-withdrawn': DECISION,
  held: DECISION,
  'hold-review-due': YOUR_TURN,
  resumed: PROGRESS,
  'delivery-started': PROGRESS,
  suspended: TO_THE_STATE,
  stopped: TO_THE_STATE,
  'progress-noted': PROGRESS,
  delivered: DECISION,
  'closure-report-submitted': { ...YOUR_TURN, alwaysMailed: true },
  'closure-report-returned': { kind: 'your-turn' },
  'closure-confirmed': { kind: 'your-turn' },
  'closure-confirmed-by-silence': TO_THE_STATE,
  closed: TO_THE_STATE,
  reopened: TO_THE_STATE,
  'deadline-near': { ...DEADLINE, passesWithState: true },
  'deadline-missed': DEADLINE,
  'deadline-escalated': DEADLINE,
  'programme-consulted': { kind: 'your-turn' },
  'directorate-consulted': { kind: 'your-turn' },
  'advice-received': { kind: 'your-turn' },
  'coordination-note-filed': PROGRESS,
  'due-diligence-waived': DECISION,
  'hand-over-recorded': PROGRESS,
  'glass-broken': TO_THE_STATE,
};
