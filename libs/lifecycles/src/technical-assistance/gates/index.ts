import { followUp, progress, stateConfirmation } from './delivery-and-closure.js';
import { dueDiligence } from './due-diligence.js';
import { authenticity, handling, letter, reminders } from './intake.js';
import { funding, plan } from './planning.js';
import { referralConsent, refusal } from './triage.js';

/** What has to be settled beside the main line, each a small machine of its own. */
export const gates = {
  letter,
  authenticity,
  handling,
  reminders,
  'due-diligence': dueDiligence,
  refusal,
  'referral-consent': referralConsent,
  plan,
  funding,
  progress,
  'state-confirmation': stateConfirmation,
  'follow-up': followUp,
} as const;
