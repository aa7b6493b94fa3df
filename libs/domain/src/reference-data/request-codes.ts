import type { ReferenceSnapshot, Sensitivity } from './reference-data.js';

/** The codes a request carries. What the writer of a draft has not filled in yet is left out. */
export interface RequestCodes {
  readonly requestingState?: string;
  readonly area?: string;
  readonly assistanceTypes?: readonly string[];
}

/** One fault, at its place in the caller's document (JSON Pointer). */
export interface CodeFault {
  readonly pointer: string;
  readonly code: 'unknown_state' | 'unknown_area' | 'unknown_assistance_type' | 'repeated_assistance_type';
  readonly message: string;
}

/** Every code of a request that the reference data does not know, all at once. Empty if all are known. */
export function unknownCodes(
  codes: RequestCodes,
  reference: Pick<ReferenceSnapshot, 'states' | 'areas' | 'assistanceTypes'>,
  pointers: { readonly requestingState: string; readonly area: string; readonly assistanceTypes: string } = {
    requestingState: '/requestingState',
    area: '/area',
    assistanceTypes: '/assistanceTypes',
  },
): readonly CodeFault[] {
  const faults: CodeFault[] = [];
  if (codes.requestingState !== undefined && !reference.states.has(codes.requestingState)) {
    faults.push({
      pointer: pointers.requestingState,
      code: 'unknown_state',
      message: 'No Member State or observer has this code (ISO 3166-1 alpha-3, capital letters)',
    });
  }
  if (codes.area !== undefined && !reference.areas.has(codes.area)) {
    faults.push({ pointer: pointers.area, code: 'unknown_area', message: 'There is no thematic area with this code' });
  }
  for (const [index, type] of (codes.assistanceTypes ?? []).entries()) {
    const pointer = `${pointers.assistanceTypes}/${index}`;
    if (!reference.assistanceTypes.has(type)) {
      faults.push({
        pointer,
        code: 'unknown_assistance_type',
        message: 'There is no kind of assistance with this code',
      });
    } else if (codes.assistanceTypes?.indexOf(type) !== index) {
      faults.push({
        pointer,
        code: 'repeated_assistance_type',
        message: 'This kind of assistance is already in the list',
      });
    }
  }
  return faults;
}

/** How a case of the area is handled unless somebody decides otherwise; undefined for an area that is not known. */
export function defaultSensitivity(area: string, reference: Pick<ReferenceSnapshot, 'areas'>): Sensitivity | undefined {
  return reference.areas.get(area)?.defaultSensitivity;
}

/**
 * Whether what is asked for counts as support to security forces, so that human rights due diligence is needed: the
 * help goes to security forces and at least one of its kinds is support in the sense of the policy.
 */
export function countsAsSecurityForcesSupport(
  request: { readonly involvesSecurityForces: boolean; readonly assistanceTypes: readonly string[] },
  reference: Pick<ReferenceSnapshot, 'assistanceTypes'>,
): boolean {
  return (
    request.involvesSecurityForces &&
    request.assistanceTypes.some(
      (type) => reference.assistanceTypes.get(type)?.countsTowardSecurityForcesSupport === true,
    )
  );
}
