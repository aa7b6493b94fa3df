import type { JsonValue, Urgency } from '#libs/workflow';

/** How closely a case is held; the record's check constraint names the same three. */
export type Sensitivity = 'unclassified' | 'confidential' | 'strictly-confidential';

/**
 * Exactly what a guard may ask about a case: the record, what the State wrote, and what later acts
 * established. Read under the row lock, so that the answer and the change see the same case.
 */
export interface CaseFacts {
  /** ISO 3166-1 alpha-3 code of the requesting State. */
  readonly requestingState: string;
  readonly area: string;
  readonly urgency: Urgency;
  readonly sensitivity: Sensitivity;
  readonly leadOffice: string | null;
  /** The lead office the coverage table names for the State; null where the table is silent. */
  readonly coverageOffice: string | null;
  readonly caseOfficerId: string | null;
  readonly createdBy: string;
  /** Milliseconds since the epoch. */
  readonly submittedAt: number | null;
  /** Milliseconds since the epoch; set while the case stands in a terminal state. */
  readonly closedAt: number | null;
  readonly request: RequestFacts;
  readonly established: EstablishedFacts;
}

/** What the State wrote. Text is empty, not absent, while a draft lacks it. */
export interface RequestFacts {
  readonly title: string;
  readonly summary: string;
  readonly beneficiary: string;
  /** A code of the assistance types; empty while none is chosen. */
  readonly assistanceType: string;
  readonly otherAssistanceTypes: readonly string[];
  /** Whether police, military or other security forces would receive the assistance; null while unanswered. */
  readonly involvesSecurityForces: boolean | null;
  /** The official letter: attached, or for an emergency promised; null while neither. */
  readonly letter: LetterFacts | null;
}

export type LetterFacts =
  | {
      readonly status: 'attached';
      readonly kind: 'note-verbale' | 'letter-of-request';
      readonly number: string | null;
      /** Calendar date, `2026-11-23`. */
      readonly date: string;
      readonly signatory: string | null;
      readonly documentId: string | null;
    }
  | { readonly status: 'promised' };

/** Who established a fact and when; every fact carries it. */
interface Established {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Id of the person, or of the system. */
  readonly by: string;
}

interface Reasoned extends Established {
  readonly reason: string;
  readonly explanation?: string;
}

export interface Money {
  /** Decimal text with at most two places. */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface PlannedOutput {
  readonly title: string;
}

export interface AccountedOutput {
  readonly title: string;
  readonly status: 'delivered' | 'cancelled';
  readonly reason?: string;
}

/** What acts established on a case, kept as JSON beside the record. Each fact is set whole by an `establish` effect. */
export interface EstablishedFacts {
  /** Who signed the request, as found at intake. */
  readonly sender?: Established & { readonly authority: string; readonly office?: string };
  /** The letter that came after the submission. */
  readonly letter?: Established & {
    readonly kind: string;
    readonly date: string;
    readonly document: string;
    readonly number?: string;
  };
  /** Why this office leads. */
  readonly routing?: Established & { readonly office: string; readonly basis: string; readonly reason?: string };
  readonly reassignment?: Reasoned;
  readonly informationRequest?: Established & { readonly question: string };
  readonly answer?: Established & { readonly answer: string };
  readonly escalation?: Established & { readonly ground: string; readonly explanation?: string };
  readonly refusalProposal?: Reasoned;
  readonly refusal?: Reasoned;
  readonly dueDiligence?: Established & {
    readonly outcome: 'cleared' | 'cleared-with-measures' | 'refused';
    readonly findings: string;
    readonly measures?: readonly string[];
  };
  readonly referralConsent?: Established & { readonly scope?: string };
  readonly referral?: Established & { readonly provider: string };
  readonly funding?: Established & { readonly amount: Money; readonly source: string };
  readonly plan?: Established & {
    readonly objective: string;
    readonly outputs: readonly PlannedOutput[];
    readonly startsOn: string;
    readonly endsOn: string;
    readonly silenceAnnounced: boolean;
    /** Last day on which the State may object. */
    readonly silenceEndsOn?: string;
  };
  readonly hold?: Reasoned & { readonly reviewOn: string };
  readonly suspension?: Reasoned;
  readonly progress?: Established & { readonly note: string };
  readonly outputs?: Established & { readonly outputs: readonly AccountedOutput[] };
  readonly closureReport?: Established & {
    readonly results: string;
    readonly lessons?: string;
    readonly followUp?: string;
    readonly cost?: Money;
    readonly partial?: boolean;
  };
  readonly reportReturn?: Established & { readonly comments: string };
  readonly stateConfirmation?: Established & { readonly satisfaction?: string; readonly comments?: string };
  readonly reopening?: Established & { readonly reason: string };
  readonly withdrawal?: Established & { readonly reason?: string };
  /** What an area of work asks of the State with its request, and of the office with its decision. */
  readonly areaDetails?: Established & Answers;
  readonly areaAssessment?: Established & Answers;
  /** What another body said when it was consulted. */
  readonly consultation?: Established & Answers;
  readonly handOver?: Established & Answers;
}

type Answers = { readonly [field: string]: JsonValue };
