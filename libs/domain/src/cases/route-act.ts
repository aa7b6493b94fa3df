import type { ActInput, FieldDefinition } from '#libs/workflow';
import type { ReferenceSnapshot } from '../reference-data/reference-data.js';
import { chooseLeadOffice } from '../routing/lead-office.js';
import type { CaseEffect } from './case-effects.js';
import type { CaseRecord } from './case-record.js';

/**
 * Fills in the lead office of an act that must name one, where the person left it to the coverage table: they need not
 * know which office covers which State.
 * @throws OfficeCannotLead, StateNotCovered
 */
export function withOfficeFromCoverage(
  theCase: CaseRecord,
  act: { readonly effects: readonly CaseEffect[]; readonly fields: readonly FieldDefinition[] } | undefined,
  input: ActInput,
  reference: ReferenceSnapshot,
): ActInput {
  const field = act && officeField(act.effects);
  const isLeftOut = field !== undefined && input[field] === undefined;
  if (!isLeftOut || !act?.fields.some(({ name, required }) => name === field && required === true)) return input;
  const { officeCode } = chooseLeadOffice({ requestingState: theCase.requestingState }, reference);
  return { ...input, [field]: officeCode, basis: 'coverage-table' };
}

/**
 * Holds an office named in an act against the offices that can lead, and adds the reason of the choice, so that it
 * is kept with the facts of the case.
 * @throws UnknownOffice, OfficeCannotLead, ManualChoiceNeedsReason, StateNotCovered
 */
export function withRoutingReason(
  theCase: CaseRecord,
  effects: readonly CaseEffect[],
  input: ActInput,
  reference: ReferenceSnapshot,
): ActInput {
  const field = officeField(effects);
  const officeCode = field === undefined ? undefined : input[field];
  if (typeof officeCode !== 'string') return input;
  const isFromTable = officeCode === reference.coverage.get(theCase.requestingState)?.officeCode;
  const given = input['explanation'] ?? input['reason'];
  const { reason } = chooseLeadOffice(
    {
      requestingState: theCase.requestingState,
      ...(!isFromTable && { manual: { officeCode, reason: typeof given === 'string' ? given : '' } }),
    },
    reference,
  );
  return { ...input, routing: { ...reason } };
}

function officeField(effects: readonly CaseEffect[]): string | undefined {
  return effects.find((effect) => effect.name === 'assign-lead-office')?.params.field;
}
