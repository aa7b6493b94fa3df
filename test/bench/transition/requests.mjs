import { randomUUID } from 'node:crypto';
import { signedInAs } from '../cases/cast.mjs';
import { A_REQUEST } from '../cases/stories.mjs';

/** @typedef {import('../measuring/connection.mjs').Request} Request */

export const PAGE_SIZE = 50;
const IN_TWO_MONTHS = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const HOLD = { reason: 'funds', explanation: 'The donor decides in the next quarter.', reviewOn: IN_TWO_MONTHS };

/** @param {string} stateCode @param {string} [key] @returns {Request} */
export function createRequest(stateCode, key = randomUUID()) {
  return {
    method: 'POST',
    path: '/api/v1/cases',
    headers: { ...signedInAs(`focal-point.${stateCode}`), 'Idempotency-Key': key, 'x-bench-kind': 'create' },
    body: JSON.stringify({ requestingState: stateCode, area: 'SOM', urgency: 'routine', request: A_REQUEST }),
  };
}

/**
 * The head of the office puts a case on hold, or resumes it.
 * @param {{ id: string, version: number, office: string, isHeld: boolean }} theCase
 * @param {string} [key]
 * @returns {Request}
 */
export function transitionRequest({ id, version, office, isHeld }, key = randomUUID()) {
  return {
    method: 'POST',
    path: `/api/v1/cases/${id}/transitions`,
    headers: {
      ...signedInAs(`office-head.${office}`),
      'If-Match': `"v${version}"`,
      'Idempotency-Key': key,
      'x-bench-kind': isHeld ? 'resume' : 'hold',
    },
    body: JSON.stringify(isHeld ? { name: 'resume', input: {} } : { name: 'hold', input: HOLD }),
  };
}

/** A State takes its request back. @param {string} who @param {string} caseId @returns {Request} */
export function withdrawRequest(who, caseId) {
  return {
    method: 'POST',
    path: `/api/v1/cases/${caseId}/transitions`,
    headers: { ...signedInAs(who), 'If-Match': '"v1"' },
    body: JSON.stringify({ name: 'withdraw', input: { reason: 'Another provider helps.' } }),
  };
}

/** @param {string} who @param {string} caseId @param {string} kind @returns {Request} */
export function readRequest(who, caseId, kind) {
  return { method: 'GET', path: `/api/v1/cases/${caseId}`, headers: { ...signedInAs(who), 'x-bench-kind': kind } };
}

/** @param {string} who @param {string | null} cursor @param {string} kind @returns {Request} */
export function listRequest(who, cursor, kind) {
  const path = `/api/v1/cases?limit=${PAGE_SIZE}${cursor === null ? '' : `&cursor=${cursor}`}`;
  return { method: 'GET', path, headers: { ...signedInAs(who), 'x-bench-kind': kind } };
}

/** A cursor as the API writes it. @param {{ at: string, id: string }} place */
export function cursorAt({ at, id }) {
  return Buffer.from(`-changedAt ${at} ${id}`).toString('base64url');
}
