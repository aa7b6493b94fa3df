import { HOLD_REVIEW_TEMPLATE, type Language, type LetterText } from '#libs/domain';
import { arabic } from './arabic.js';
import { chinese } from './chinese.js';
import { english } from './english.js';
import { french } from './french.js';
import { russian } from './russian.js';
import { spanish } from './spanish.js';

/** What people are told of beside the course of a case, whatever its lifecycle. */
export const OUTSIDE_LIFECYCLES = ['glass-broken', HOLD_REVIEW_TEMPLATE] as const;

/** The letters that acts, gates and time limits of the lifecycles name. A test keeps the list and the lifecycles together. */
export const TEMPLATES = [
  'acknowledgement',
  'request-submitted',
  'information-requested',
  'first-reminder',
  'second-reminder',
  'information-answered',
  'declined',
  'lapsed',
  'revived',
  'withdrawn',
  'letter-received',
  'authenticity-confirmed',
  'office-assigned',
  'reassigned',
  'case-officer-named',
  'refusal-proposed',
  'escalated',
  'accepted',
  'referral-consent-asked',
  'referral-consent-given',
  'referral-refused',
  'referred',
  'due-diligence-required',
  'full-assessment-required',
  'due-diligence-cleared',
  'due-diligence-refused',
  'planning-started',
  'plan-sent',
  'plan-to-be-revised',
  'plan-agreed',
  'plan-agreed-by-silence',
  'silence-near',
  'funds-confirmed',
  'funds-withdrawn',
  'held',
  'resumed',
  'delivery-started',
  'suspended',
  'stopped',
  'progress-noted',
  'delivered',
  'closure-report-submitted',
  'closure-report-returned',
  'closure-confirmed',
  'closure-confirmed-by-silence',
  'closed',
  'reopened',
  'deadline-near',
  'deadline-missed',
  'deadline-escalated',
  'programme-consulted',
  'directorate-consulted',
  'advice-received',
  'coordination-note-filed',
  'due-diligence-waived',
  'hand-over-recorded',
  ...OUTSIDE_LIFECYCLES,
] as const;

/** One language's letters: a subject, then paragraphs. */
export type LettersOfALanguage = Readonly<Record<(typeof TEMPLATES)[number], LetterText>>;

export const letters: Readonly<Record<Language, LettersOfALanguage>> = {
  ar: arabic,
  en: english,
  es: spanish,
  fr: french,
  ru: russian,
  zh: chinese,
};
