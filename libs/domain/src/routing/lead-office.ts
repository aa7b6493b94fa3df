import type { Confidence, ReferenceSnapshot } from '../reference-data/reference-data.js';
import { ManualChoiceNeedsReason, OfficeCannotLead, StateNotCovered, UnknownOffice } from './routing.errors.js';

/** Why a lead office was chosen. JSON-safe: kept with the case and shown in the reader's language by `textKey`. */
export interface RoutingReason {
  readonly rule: 'coverage-table' | 'coverage-decision' | 'manual-choice';
  readonly stateCode: string;
  readonly officeCode: string;
  /** What the coverage table says; null if it does not name an office for the State. */
  readonly coveredBy: string | null;
  /** How sure the table is of that. */
  readonly coverageConfidence: Confidence | null;
  /** The words of the person who chose; null where the table decided. */
  readonly given: string | null;
  readonly textKey:
    | 'routing.coverage-table'
    | 'routing.coverage-table.unsure'
    | 'routing.coverage-decision'
    | 'routing.manual-choice'
    | 'routing.manual-choice.as-table';
  /** The reference data the choice was made with. */
  readonly referenceVersion: string;
}

export interface LeadOfficeChoice {
  readonly officeCode: string;
  readonly reason: RoutingReason;
}

export interface RoutingFacts {
  /** ISO 3166-1 alpha-3. */
  readonly requestingState: string;
  /** An office somebody chose instead of leaving it to the table, and why. */
  readonly manual?: { readonly officeCode: string; readonly reason: string };
}

/** What the choice stands on; a `ReferenceSnapshot` is one. */
export type CoverageTable = Pick<ReferenceSnapshot, 'version' | 'offices' | 'coverage'>;

/** A reason shorter than this says nothing a later reader could use. */
const SHORTEST_REASON_CHARACTERS = 5;

/**
 * Which office leads a request: the one a person chose with a reason, else the one the coverage table names for the
 * State. Only offices that can lead are taken, from either source.
 *
 * @throws UnknownOffice, OfficeCannotLead, ManualChoiceNeedsReason, StateNotCovered
 */
export function chooseLeadOffice(facts: RoutingFacts, table: CoverageTable): LeadOfficeChoice {
  const coverage = table.coverage.get(facts.requestingState);
  const common = {
    stateCode: facts.requestingState,
    coveredBy: coverage?.officeCode ?? null,
    coverageConfidence: coverage?.confidence ?? null,
    referenceVersion: table.version,
  };

  if (facts.manual) {
    const officeCode = officeThatLeads(facts.manual.officeCode, table);
    const given = facts.manual.reason.trim();
    if (given.length < SHORTEST_REASON_CHARACTERS) throw new ManualChoiceNeedsReason(officeCode);
    const asTable = officeCode === coverage?.officeCode;
    return {
      officeCode,
      reason: {
        ...common,
        rule: 'manual-choice',
        officeCode,
        given,
        textKey: asTable ? 'routing.manual-choice.as-table' : 'routing.manual-choice',
      },
    };
  }

  if (!coverage) throw new StateNotCovered(facts.requestingState);
  const officeCode = officeThatLeads(coverage.officeCode, table);
  const decided = coverage.decidedBy === 'administrator';
  const sure = coverage.confidence === 'sure' || coverage.confidence === 'likely';
  return {
    officeCode,
    reason: {
      ...common,
      rule: decided ? 'coverage-decision' : 'coverage-table',
      officeCode,
      given: null,
      textKey: decided
        ? 'routing.coverage-decision'
        : sure
          ? 'routing.coverage-table'
          : 'routing.coverage-table.unsure',
    },
  };
}

function officeThatLeads(code: string, table: CoverageTable): string {
  const office = table.offices.get(code);
  if (!office) throw new UnknownOffice(code);
  if (!office.canLead) throw new OfficeCannotLead(code, office.parent);
  return code;
}
