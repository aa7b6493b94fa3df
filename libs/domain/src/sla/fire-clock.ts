/** Fires one clock that has fallen due: what its threshold asks for, and when it falls due next. */
export abstract class FireClock {
  /**
   * Runs in its own transaction and decides everything afresh under the lock of the case: a clock that was met,
   * paused or moved meanwhile is left alone. Afterwards `next_fire_at` must differ from the instant that fired,
   * otherwise the clock counts as failed and is tried again later.
   */
  abstract execute(clockId: string): Promise<void>;
}
