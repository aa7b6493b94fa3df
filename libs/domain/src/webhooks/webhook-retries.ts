const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Pauses before the second, third … attempt, as Standard Webhooks 1.0 proposes them: a little over three days in all. */
const PAUSES_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** A receiver may ask for patience (Retry-After), but not for more than this. */
const LONGEST_WISH_SECONDS = 24 * HOUR;

/** How many times one delivery is tried before it counts as failed. */
export const WEBHOOK_ATTEMPTS = PAUSES_SECONDS.length + 1;

/**
 * The seconds to wait after so many attempts; null when there are to be no more. Up to a fifth is chance, so that a
 * receiver that comes back is not met by everything at once.
 * @param chance from 0 to 1.
 * @param wishSeconds what the receiver asked for in Retry-After; null where it did not.
 */
export function webhookPauseSeconds(attempts: number, chance: number, wishSeconds: number | null): number | null {
  const pause = PAUSES_SECONDS[attempts - 1];
  if (pause === undefined) return null;
  const spread = pause * (0.9 + 0.2 * chance);
  return Math.ceil(Math.max(spread, Math.min(wishSeconds ?? 0, LONGEST_WISH_SECONDS)));
}
