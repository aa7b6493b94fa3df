import type { CalendarVersions, CaseSnapshot, Party, Phase, Urgency } from '#libs/workflow';
import type { EstablishedFacts, RequestFacts, Sensitivity } from './case-facts.js';

/** The record of one case: where it stands, what was asked, who holds it. Instants are the database's. */
export interface CaseRecord {
  readonly id: string;
  /** What people call the case; it tells the State and the year, never how many cases there are. */
  readonly reference: string;
  /** Grows by one with every change; the ETag of the case. */
  readonly version: number;
  /** How many entries the history has: the sequence of the last one. */
  readonly historyLength: number;
  /** The lifecycle the case started under and keeps until it is migrated on purpose. */
  readonly workflow: { readonly id: string; readonly version: number };
  readonly snapshot: CaseSnapshot;
  readonly phase: Phase;
  /** Who holds the ball. */
  readonly holder: Party;
  readonly isOpen: boolean;
  /** ISO 3166-1 alpha-3. */
  readonly requestingState: string;
  readonly area: string;
  readonly urgency: Urgency;
  readonly sensitivity: Sensitivity;
  /** Code of the office that leads; null until one is assigned. */
  readonly leadOffice: string | null;
  /** Codes of offices that lend a hand; they read the case. */
  readonly supportingOffices: readonly string[];
  readonly caseOfficerId: string | null;
  readonly createdBy: string;
  readonly request: RequestFacts;
  readonly established: EstablishedFacts;
  /** The published versions of the calendars its clocks count on. */
  readonly calendarVersions: CalendarVersions;
  /** The version of the limits of its area that its clocks count by; null for the limits of the lifecycle alone. */
  readonly policyVersion: number | null;
  readonly nextDueAt: Date | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
  readonly changedAt: Date;
}

/** One entry of a case's history: who did what, when and why. Never changed, never removed. */
export interface HistoryEntry {
  readonly caseId: string;
  readonly sequence: number;
  /** The version of the case this entry led to. */
  readonly caseVersion: number;
  readonly type: string;
  /** The act's name; null where a gate opened by itself. */
  readonly name: string | null;
  readonly fromState: string | null;
  readonly toState: string | null;
  /** Null where the system acted. */
  readonly actorId: string | null;
  readonly actorRole: string;
  readonly reason: string | null;
  /** The workflow event itself, from which the case's state can be rebuilt. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}
