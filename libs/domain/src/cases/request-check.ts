import { unknownCodes } from '../reference-data/request-codes.js';
import type { ReferenceSnapshot } from '../reference-data/reference-data.js';
import { RequestNotValid } from './case.errors.js';
import type { RequestFacts } from './case-facts.js';

/**
 * Holds the codes in a request against the reference data. A draft may lack anything, but what it names must exist.
 * @throws RequestNotValid with every unknown code at once.
 */
export function checkRequest(
  reference: ReferenceSnapshot,
  named: { readonly requestingState: string; readonly area: string; readonly request: RequestFacts },
): void {
  const { assistanceType, otherAssistanceTypes } = named.request;
  const faults = unknownCodes(
    {
      requestingState: named.requestingState,
      area: named.area,
      assistanceTypes: otherAssistanceTypes,
    },
    reference,
    { requestingState: '/requestingState', area: '/area', assistanceTypes: '/request/otherAssistanceTypes' },
  ).slice();
  if (assistanceType !== '' && !reference.assistanceTypes.has(assistanceType)) {
    faults.push({
      pointer: '/request/assistanceType',
      code: 'unknown_assistance_type',
      message: 'There is no kind of assistance with this code',
    });
  }
  if (faults.length > 0) throw new RequestNotValid(faults);
}
