import type { ActInput, FieldDefinition, Refusal } from '#libs/workflow';

/** What the API answers, as far as the demonstration reads it. */
export interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly wayOut: string;
}

export interface Standing {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: string;
  readonly phase: string;
  readonly holder: string;
}

export interface CaseSeen extends Standing {
  readonly title: string;
  readonly stateLabel: string;
  readonly isOpen: boolean;
  readonly requestingState: string;
  readonly area: string;
  readonly urgency: string;
  readonly leadOffice: string | null;
  readonly caseOfficerId: string | null;
  readonly nextDueAt: string | null;
  readonly submittedAt: string | null;
  readonly closedAt: string | null;
}

export interface CasePage {
  readonly items: readonly CaseSeen[];
  readonly nextCursor: string | null;
}

/** An act, whether the person who asked may perform it now, what it needs, and if not, why not. */
export interface AvailableAct {
  readonly name: string;
  readonly label: string;
  readonly to: string | null;
  readonly available: boolean;
  readonly input: readonly FieldDefinition[];
  readonly refusals: readonly Refusal[];
}

export interface HistoryLine {
  readonly sequence: number;
  readonly type: string;
  readonly name: string | null;
  readonly text: string;
  readonly toStateLabel: string | null;
  /** Who holds the ball from then on; null where the case did not move. */
  readonly holder: string | null;
  readonly actorName: string | null;
  readonly actorRole: string;
  readonly reason: string | null;
  readonly input: ActInput;
  readonly occurredAt: string;
}

export interface HistoryPage {
  readonly items: readonly HistoryLine[];
  readonly nextAfter: number | null;
}

export interface Me {
  readonly personId: string;
  readonly displayName: string;
}

export interface NamedCode {
  readonly code: string;
  readonly name: string;
}

export interface StateEntry extends NamedCode {
  readonly leadOffice: { readonly code: string } | null;
}

/** What the State writes; what is left out of an edit stays as it was. */
export interface RequestForm {
  readonly title?: string;
  readonly summary?: string;
  readonly beneficiary?: string;
  readonly assistanceType?: string;
  readonly otherAssistanceTypes?: readonly string[];
  readonly involvesSecurityForces?: boolean;
  readonly letter?: LetterForm;
}

export type LetterForm =
  | { readonly status: 'promised' }
  | {
      readonly status: 'attached';
      readonly kind: 'note-verbale' | 'letter-of-request';
      readonly number: string;
      readonly date: string;
      readonly signatory: string;
    };
