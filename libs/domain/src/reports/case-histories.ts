import type { CaseRecord, HistoryEntry } from '../cases/case-record.js';
import type { Settler } from '../reference-data/settings.js';

/** What a report knows of a case beside its history. */
export type ReportedCase = Pick<
  CaseRecord,
  'id' | 'reference' | 'area' | 'sensitivity' | 'workflow' | 'calendarVersions' | 'policyVersion'
>;

export interface HistoryOfCase {
  readonly record: ReportedCase;
  /** What time depends on, oldest first, without what people wrote. */
  readonly history: readonly HistoryEntry[];
}

export interface HistoriesWanted {
  /** Cases nothing happened to since, and whose clocks are all closed, are left out. */
  readonly from: Date;
  /** Cases submitted later are left out. */
  readonly to: Date;
  readonly area?: string;
  /** Only cases after this one, in the order of their ids. */
  readonly afterCaseId: string | null;
}

/** Reads the histories of many cases in a stream, for whoever may see them: the scope is part of the statement. */
export abstract class CaseHistories {
  abstract now(): Promise<Date>;
  /** In the order of their ids, a batch at a time; no entry is later than `asOf`. */
  abstract of(reader: Settler, wanted: HistoriesWanted, asOf: Date): AsyncIterable<readonly HistoryOfCase[]>;
}
