import type { TargetDefinition, Urgency } from '../definition.js';
import { jsonPointer } from '../json-pointer.js';
import { isObject } from '../working-time/calendar-faults.js';
import { checkLimit, type LimitFault } from '../working-time/limits.js';

const urgencies: readonly Urgency[] = ['emergency', 'urgent', 'routine'];

export interface PolicyFault {
  /** JSON Pointer into the policy. */
  readonly pointer: string;
  readonly code: LimitFault['code'] | 'policy_malformed' | 'target_unknown' | 'urgency_unknown' | 'limit_missing';
  readonly message: string;
}

/**
 * Everything wrong with a policy document for the promises of a definition: a promise it does not make, an urgency
 * without a limit, a limit of zero, negative or absurd size. A policy without faults is a `Policy`.
 */
export function checkPolicy(
  document: unknown,
  targets: readonly Pick<TargetDefinition, 'name'>[],
): readonly PolicyFault[] {
  if (!isObject(document))
    return [
      { pointer: '', code: 'policy_malformed', message: 'a policy is an object with the limits of each promise' },
    ];
  return Object.entries(document).flatMap(([name, limits]): readonly PolicyFault[] => {
    const pointer = jsonPointer([name]);
    if (!targets.some((target) => target.name === name)) {
      return [{ pointer, code: 'target_unknown', message: `the definition has no promise "${name}"` }];
    }
    if (!isObject(limits))
      return [{ pointer, code: 'policy_malformed', message: 'a limit for each urgency is needed' }];
    const unknown = Object.keys(limits).filter((urgency) => !(urgencies as readonly string[]).includes(urgency));
    return [
      ...unknown.map((urgency): PolicyFault => {
        const message = `"${urgency}" is not one of ${urgencies.join(', ')}`;
        return { pointer: jsonPointer([name, urgency]), code: 'urgency_unknown', message };
      }),
      ...urgencies.flatMap((urgency): readonly PolicyFault[] => {
        const at = jsonPointer([name, urgency]);
        if (limits[urgency] !== undefined) return checkLimit(limits[urgency], at);
        return [{ pointer: at, code: 'limit_missing', message: `there is no limit for ${urgency} cases` }];
      }),
    ];
  });
}
