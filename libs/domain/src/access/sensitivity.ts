import type { Sensitivity } from '../cases/case-facts.js';

/** From the most open to the most closely held. */
const ORDER: readonly Sensitivity[] = ['unclassified', 'confidential', 'strictly-confidential'];

/** Whether more people could read the case afterwards. */
export function isLowered(before: Sensitivity, after: Sensitivity): boolean {
  return ORDER.indexOf(after) < ORDER.indexOf(before);
}

/** The one that lets fewer people read. */
export function closerOf(one: Sensitivity, other: Sensitivity): Sensitivity {
  return isLowered(one, other) ? one : other;
}

/** Roles on a case that may hold it more closely: the State, and whoever works on it. */
export const MAY_RAISE: readonly string[] = [
  'focal-point',
  'permanent-mission',
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'hq-manager',
];

/** Roles on a case that may hold it less closely, whatever a lifecycle says: who answers for it. */
export const MAY_LOWER: readonly string[] = ['office-head'];
