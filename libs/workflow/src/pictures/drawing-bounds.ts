import type { WorkflowDefinition } from '../definition.js';

/**
 * What a picture may hold at most, three times what the largest lifecycle here has. At these bounds the worst of layouts
 * takes some seconds of a processor; past them it would soon take minutes, and nobody could read the result.
 */
export const DRAWING_BOUNDS = {
  states: 60,
  /** Acts times the states they start from. */
  ways: 240,
} as const;

/** There is more in a lifecycle than a picture can show; Mermaid text and the description in words have no such bound. */
export class TooLargeToDraw extends Error {
  override readonly name = 'TooLargeToDraw';
}

/** Throws a `TooLargeToDraw` for a lifecycle past the `DRAWING_BOUNDS`. */
export function refuseTooLarge({ states, transitions }: WorkflowDefinition): void {
  const countOfStates = Object.keys(states).length;
  const countOfWays = transitions.reduce((sum, { from }) => sum + from.length, 0);
  if (countOfStates <= DRAWING_BOUNDS.states && countOfWays <= DRAWING_BOUNDS.ways) return;
  throw new TooLargeToDraw(
    `${countOfStates} states and ${countOfWays} ways are more than the ${DRAWING_BOUNDS.states} and ${DRAWING_BOUNDS.ways} a picture can show`,
  );
}
