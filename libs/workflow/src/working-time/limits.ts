import type { Limit, LimitUnit } from '../definition.js';
import { jsonPointer } from '../json-pointer.js';

/** About five years in each unit: longer than any promise, short enough to catch a slip of the keyboard. */
const largestAmount: Readonly<Record<LimitUnit, number>> = {
  hours: 43_800,
  'working-days': 1_300,
  'calendar-days': 1_826,
};

export interface LimitFault {
  /** JSON Pointer to the field. */
  readonly pointer: string;
  readonly code:
    | 'field_unknown'
    | 'limit_malformed'
    | 'limit_unit_unknown'
    | 'limit_not_positive'
    | 'limit_not_whole'
    | 'limit_absurd';
  readonly message: string;
}

/** Everything wrong with a limit of a policy. A limit is a whole number above zero, and not beyond five years. */
export function checkLimit(document: unknown, pointer = ''): readonly LimitFault[] {
  if (typeof document !== 'object' || document === null || !('amount' in document) || !('unit' in document)) {
    return [{ pointer, code: 'limit_malformed', message: 'a limit has an amount and a unit' }];
  }
  const { amount, unit } = document as { readonly amount: unknown; readonly unit: unknown };
  if (typeof unit !== 'string' || !Object.hasOwn(largestAmount, unit)) {
    const known = Object.keys(largestAmount).join(', ');
    return [{ pointer: `${pointer}/unit`, code: 'limit_unit_unknown', message: `the unit must be one of ${known}` }];
  }
  const fault = amountFault(amount, largestAmount[unit as LimitUnit]);
  const unknown = Object.keys(document).filter((field) => field !== 'amount' && field !== 'unit');
  return [
    ...(fault ? [{ pointer: `${pointer}/amount`, ...fault }] : []),
    ...unknown.map((field): LimitFault => {
      return { pointer: `${pointer}${jsonPointer([field])}`, code: 'field_unknown', message: 'there is no such field' };
    }),
  ];
}

export function isLimit(document: unknown): document is Limit {
  return checkLimit(document).length === 0;
}

function amountFault(amount: unknown, largest: number): Pick<LimitFault, 'code' | 'message'> | null {
  if (typeof amount !== 'number' || Number.isNaN(amount))
    return { code: 'limit_malformed', message: 'the amount must be a number' };
  if (amount <= 0) return { code: 'limit_not_positive', message: 'the amount must be above zero' };
  if (amount > largest) return { code: 'limit_absurd', message: `the amount must not be above ${largest}` };
  if (!Number.isInteger(amount)) return { code: 'limit_not_whole', message: 'the amount must be a whole number' };
  return null;
}
