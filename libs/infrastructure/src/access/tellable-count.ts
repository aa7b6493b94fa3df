/** Fewer cases than this, and a figure would begin to tell of one. */
const LEAST_TOLD = 3;

/** How many of the cases behind a figure somebody may see, and how many not. */
export interface SeenAndHidden {
  readonly seen: number;
  readonly hidden: number;
}

/**
 * The count that may be told: cases the reader may not see are counted in whole threes, so that no figure, and no
 * difference between a figure and a list, tells that there is one.
 */
export function tellable({ seen, hidden }: SeenAndHidden): number {
  return seen + hidden - (hidden % LEAST_TOLD);
}
