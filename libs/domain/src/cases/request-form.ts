import type { Urgency } from '#libs/workflow';
import type { RequestFacts } from './case-facts.js';

/** What is asked for, in the words and codes that decide which lifecycle and which time limits apply. */
export interface Classification {
  /** Code of the thematic area. */
  readonly area: string;
  readonly urgency: Urgency;
}

/** The intake form as it is before anybody has written in it. */
export const EMPTY_REQUEST: RequestFacts = {
  title: '',
  summary: '',
  beneficiary: '',
  assistanceType: '',
  otherAssistanceTypes: [],
  involvesSecurityForces: null,
  letter: null,
};
