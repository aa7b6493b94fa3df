/** How far a fact in the reference data can be relied on, in the words of the data. */
export type Confidence = 'sure' | 'likely' | 'inferred' | 'uncertain' | 'n/a';

export const SENSITIVITIES = ['unclassified', 'confidential', 'strictly-confidential'] as const;
/** How carefully the contents of a case are handled, mildest first. */
export type Sensitivity = (typeof SENSITIVITIES)[number];

export const STATE_GROUPS = ['ldc', 'lldc', 'sids', 'economy-in-transition', 'emerging-from-conflict'] as const;
/**
 * Special situations that give a request extra weight: least developed, landlocked developing, small island
 * developing, in transition, and emerging from conflict (resolution 66/181, paragraph 33).
 */
export type StateGroup = (typeof STATE_GROUPS)[number];

export const OFFICE_KINDS = [
  'headquarters',
  'regional',
  'country',
  'programme',
  'liaison-partnership',
  'liaison',
] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export interface MemberState {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  readonly status: 'member' | 'observer';
  /** Groups in force now, administrators' decisions included. */
  readonly groups: readonly StateGroup[];
}

export interface ThematicArea {
  readonly code: string;
  readonly family: string;
  readonly defaultSensitivity: Sensitivity;
  /** Whether help in this area usually reaches police, military or other security forces. */
  readonly securityForcesLikely: boolean;
}

export interface AssistanceType {
  readonly code: string;
  /** Whether it is support in the sense of the human rights due diligence policy when security forces receive it. */
  readonly countsTowardSecurityForcesSupport: boolean;
}

export interface Office {
  readonly code: string;
  readonly name: string;
  readonly kind: OfficeKind;
  /** ISO 3166-1 alpha-3. */
  readonly hostState: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly parent: string | null;
  /** Whether the office may be responsible for a case. */
  readonly canLead: boolean;
}

/** Which office leads for a State, and how sure that is. */
export interface Coverage {
  readonly stateCode: string;
  readonly officeCode: string;
  readonly confidence: Confidence;
  /** `administrator` where somebody decided otherwise than the data set. */
  readonly decidedBy: 'dataset' | 'administrator';
}

/** The reference data of one version, by code. Entries that have been retired are not in it. */
export interface ReferenceSnapshot {
  /** Changes whenever anything in the snapshot may have changed. */
  readonly version: string;
  readonly states: ReadonlyMap<string, MemberState>;
  readonly areas: ReadonlyMap<string, ThematicArea>;
  readonly assistanceTypes: ReadonlyMap<string, AssistanceType>;
  readonly offices: ReadonlyMap<string, Office>;
  /** By State. */
  readonly coverage: ReadonlyMap<string, Coverage>;
}

/** Gives the facts rules ask for: is this State known, which office leads, how sensitive is an area. */
export abstract class ReferenceData {
  /** The present snapshot; cheap enough to be asked for on every request. */
  abstract current(): Promise<ReferenceSnapshot>;
}
