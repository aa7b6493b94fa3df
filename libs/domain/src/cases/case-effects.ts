import type { Urgency } from '#libs/workflow';
import type { EstablishedFacts, Sensitivity } from './case-facts.js';

/** The roles people have on a case, as lifecycles name them. */
export const CASE_ROLES = [
  'focal-point',
  'permanent-mission',
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'due-diligence-adviser',
  'hq-manager',
  'system',
] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

/** Keeps input of the act as a fact, whole, with the instant and the person; what was established before is replaced. */
export type Establish = {
  readonly name: 'establish';
  readonly params: {
    readonly fact: keyof EstablishedFacts;
    /** Fields of the act's input that make up the fact; all of them if absent. */
    readonly fields?: readonly string[];
    /** What the act itself says, beside its input. */
    readonly with?: { readonly [key: string]: string | number | boolean };
  };
};

/** Takes facts back that no longer hold. */
export type Forget = {
  readonly name: 'forget';
  readonly params: { readonly facts: readonly (keyof EstablishedFacts)[] };
};

/** Makes the office in a field the lead office; people of the former one see the case no longer unless they support it. */
export type AssignLeadOffice = { readonly name: 'assign-lead-office'; readonly params: { readonly field: string } };

/** Makes the person in a field the case officer. The domain refuses a person without that role in the lead office. */
export type NameCaseOfficer = { readonly name: 'name-case-officer'; readonly params: { readonly field: string } };

/** The case has no case officer until one is named. */
export type ReleaseCaseOfficer = { readonly name: 'release-case-officer' };

/** Sets the urgency from a field; open clocks are replayed with the new limits. */
export type SetUrgency = { readonly name: 'set-urgency'; readonly params: { readonly field: string } };

/** Sets how closely the case is held, from a field or to a fixed value. */
export type SetSensitivity = {
  readonly name: 'set-sensitivity';
  readonly params: { readonly field: string } | { readonly to: Sensitivity };
};

/** Notes the instant of the submission. */
export type StampSubmission = { readonly name: 'stamp-submission' };

/** Files the documents named in a field (one or a list) with the case, as this kind. */
export type FileDocuments = {
  readonly name: 'file-documents';
  readonly params: { readonly field: string; readonly as: string };
};

/** Tells everyone who has one of these roles on the case, except who acted. Sent after the commit, through the outbox. */
export type Notify = {
  readonly name: 'notify';
  readonly params: { readonly template: string; readonly to: readonly CaseRole[] };
};

/** Everything a lifecycle may ask the product to do. The list is closed: adding an effect is a change of the product. */
export type CaseEffect =
  | Establish
  | Forget
  | AssignLeadOffice
  | NameCaseOfficer
  | ReleaseCaseOfficer
  | SetUrgency
  | SetSensitivity
  | StampSubmission
  | FileDocuments
  | Notify;

/** What a change of the record an accepted act asks for; only what changes is present. */
export interface RecordPatch {
  readonly leadOffice?: string;
  readonly caseOfficerId?: string | null;
  readonly urgency?: Urgency;
  readonly sensitivity?: Sensitivity;
  /** Milliseconds since the epoch. */
  readonly submittedAt?: number;
  readonly closedAt?: number | null;
}
