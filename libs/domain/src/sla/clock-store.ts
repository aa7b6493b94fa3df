import type { ClockRecord } from '#libs/workflow';

/** The clocks of cases, within one transaction. The rows are the truth about what is due; nothing counts down. */
export interface ClockStore {
  /** Which clock of which case a row is; undefined if there is none. Takes no lock. */
  find(
    clockId: string,
  ): Promise<{ readonly caseId: string; readonly target: string; readonly ordinal: number } | undefined>;
  /** Every clock of a case, in the order they were opened. The caller holds the lock of the case. */
  of(caseId: string): Promise<readonly ClockRecord[]>;
  /** The same of many cases, by case. */
  ofAll(caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly ClockRecord[]>>;
  /** Writes clocks that were opened or changed, with the instant at which each must be looked at next. */
  save(caseId: string, clocks: readonly ClockRecord[]): Promise<void>;
  /** The same for many cases, in one statement. */
  saveAll(clocks: ReadonlyMap<string, readonly ClockRecord[]>): Promise<void>;
}
