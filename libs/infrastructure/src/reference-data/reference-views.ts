import type { Confidence, Language, OfficeKind, Sensitivity, StateGroup } from '#libs/domain';
import type { InstrumentRow } from './reading/instruments.js';
import type { StateNames } from './reading/member-states.js';

type Names = Readonly<Record<Language, string>>;
/** Where the source has a name in some languages only. English is always there. */
type SomeNames = Readonly<Partial<Record<Language, string>> & { readonly en: string }>;

export interface MemberStateView {
  readonly code: string;
  readonly iso2: string;
  readonly m49: string;
  readonly status: 'member' | 'observer';
  readonly names: Readonly<Record<Language, StateNames>>;
  readonly regionCode: string;
  readonly regionNames: Names;
  readonly subRegionCode: string;
  readonly subRegionNames: Names;
  readonly intermediateRegionCode: string | null;
  readonly intermediateRegionNames: Names | null;
  readonly groups: readonly StateGroup[];
  readonly ldcGraduationOn: string | null;
  readonly ldcGraduationStatus: 'scheduled' | 'graduated' | null;
  readonly leadOffice: string | null;
  readonly coverageConfidence: Confidence | null;
  readonly coverageDecidedBy: 'dataset' | 'administrator' | null;
}

export interface RegionView {
  readonly code: string;
  readonly level: 'world' | 'region' | 'subRegion' | 'intermediateRegion';
  readonly parentCode: string | null;
  readonly names: Names;
}

export interface OfficeView {
  readonly code: string;
  readonly name: string;
  readonly kind: OfficeKind;
  readonly city: string;
  readonly hostState: string;
  readonly hostStateNames: Readonly<Record<Language, StateNames>>;
  readonly timeZone: string;
  readonly unLocode: string | null;
  readonly workingWeek: readonly string[];
  readonly parentCode: string | null;
  readonly canLead: boolean;
  readonly covers: readonly string[];
  readonly officeConfidence: Confidence;
  readonly coverageConfidence: Confidence;
  readonly workingWeekConfidence: Confidence;
  readonly source: string;
  readonly note: string;
}

export interface AreaView {
  readonly code: string;
  readonly family: string;
  readonly names: Names;
  readonly resolutionParagraphs: readonly number[];
  readonly defaultSensitivity: Sensitivity;
  readonly securityForcesLikely: boolean;
  readonly purposeCodes: readonly string[];
  readonly sdgTargets: readonly string[];
  readonly principalInstruments: readonly string[];
  readonly relatedInstruments: readonly string[];
}

export interface AssistanceTypeView {
  readonly code: string;
  readonly names: Names;
  readonly countsTowardSecurityForcesSupport: boolean;
}

export interface InstrumentView {
  readonly code: string;
  readonly group: string;
  readonly shortTitle: string;
  readonly title: string;
  readonly adoptedOn: string;
  readonly adoptedAtPlace: string;
  readonly inForceSince: string | null;
  readonly unts: InstrumentRow['unts'];
  readonly depositary: string;
  readonly mtdsgNumber: string | null;
  readonly adoptedBy: string | null;
  readonly confidence: string;
  readonly partyCounts: InstrumentRow['party_counts'];
  readonly note: string;
  readonly areas: readonly string[];
}

export interface PurposeCodeView {
  readonly code: string;
  readonly category: string;
  readonly names: SomeNames;
  readonly description: string | null;
}

export interface SdgTargetView {
  readonly code: string;
  readonly goal: number;
  readonly names: SomeNames;
}
