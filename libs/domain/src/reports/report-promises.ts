import { type CountedPromise, type FigureGrouping, type PromiseFigure, PromiseTally } from '#libs/workflow';
import type { Settler } from '../reference-data/settings.js';
import type { ExplainClocks } from '../sla/explain-clocks.js';
import type { CaseHistories, ReportedCase } from './case-histories.js';
import { ReportTooLarge } from './report.errors.js';
import { instantsOf, type ReportPeriod, reportPeriod } from './report-period.js';

export interface PromiseQuery extends Partial<ReportPeriod> {
  readonly target?: string;
  readonly area?: string;
  readonly office?: string;
}

/** A figure; `figure` is null where it would tell of so few strictly confidential cases that they could be guessed. */
export interface ReportedFigure {
  readonly group: PromiseFigure['group'];
  readonly figure: PromiseFigure | null;
}

export interface PromiseReport {
  readonly asOf: Date;
  readonly period: ReportPeriod;
  readonly figures: readonly ReportedFigure[];
}

/** A promise in the list behind a figure. */
export type ListedPromise = CountedPromise & Pick<ReportedCase, 'reference'>;

export interface PromisePage {
  readonly asOf: Date;
  readonly items: readonly ListedPromise[];
  /** The case after which the next page begins; null on the last page. */
  readonly nextAfterCaseId: string | null;
}

/** One report is computed in one process, case by case; this many take it some ten seconds. */
const MOST_CASES = 20_000;
/** A page of the list looks at so many cases; it may come back short, and the next one goes on from there. */
const MOST_CASES_A_PAGE = 2_000;
/** Fewer strictly confidential cases than this are not told of in a figure, except to those who are cleared. */
const FEWEST_STRICT_CASES = 3;

/**
 * How the promises to States were kept: counted from the histories of the cases the reader may see, never from a
 * counter, so that every figure can be traced to its cases.
 */
export class ReportPromises {
  constructor(
    private readonly histories: CaseHistories,
    private readonly explainClocks: ExplainClocks,
  ) {}

  /** @throws ReportPeriodNotValid, ReportTooLarge */
  async figures(reader: Settler, query: PromiseQuery, groupBy: readonly FigureGrouping[]): Promise<PromiseReport> {
    const asOf = await this.histories.now();
    const period = reportPeriod(query, asOf);
    const tally = new PromiseTally(groupBy);
    const strict = new StrictCases(groupBy);
    let cases = 0;
    for await (const { record, promises } of this.promises(reader, { ...query, ...period }, asOf, null)) {
      cases += 1;
      if (cases > MOST_CASES) throw new ReportTooLarge(MOST_CASES);
      for (const promise of promises) {
        tally.add(promise);
        if (record.sensitivity === 'strictly-confidential') strict.add(promise);
      }
    }
    const isCleared = reader === 'operator' || reader.isCleared;
    const figures = tally
      .figures()
      .map((figure) => ({ group: figure.group, figure: isCleared || strict.mayTell(figure) ? figure : null }));
    return { asOf, period, figures };
  }

  /** The promises behind the figures, by case. @throws ReportPeriodNotValid */
  async list(
    reader: Settler,
    query: PromiseQuery & { readonly outcome?: CountedPromise['outcome'] },
    page: { readonly limit: number; readonly afterCaseId: string | null },
  ): Promise<PromisePage> {
    const asOf = await this.histories.now();
    const period = reportPeriod(query, asOf);
    const items: ListedPromise[] = [];
    let cases = 0;
    for await (const { record, promises } of this.promises(reader, { ...query, ...period }, asOf, page.afterCaseId)) {
      cases += 1;
      const wanted = promises.filter(({ outcome }) => query.outcome === undefined || outcome === query.outcome);
      items.push(...wanted.map((promise) => ({ ...promise, reference: record.reference })));
      if (items.length >= page.limit || cases >= MOST_CASES_A_PAGE) return { asOf, items, nextAfterCaseId: record.id };
    }
    return { asOf, items, nextAfterCaseId: null };
  }

  private async *promises(
    reader: Settler,
    query: PromiseQuery & ReportPeriod,
    asOf: Date,
    afterCaseId: string | null,
  ): AsyncIterable<{ readonly record: ReportedCase; readonly promises: readonly CountedPromise[] }> {
    const { area, target, office, from, to } = query;
    const wanted = { ...instantsOf(query), afterCaseId, ...(area !== undefined && { area }) };
    for await (const batch of this.histories.of(reader, wanted, asOf)) {
      for (const { record, history } of batch) {
        const promises = (await this.explainClocks.promises(record, history, asOf)).filter(
          (promise) =>
            promise.month >= from &&
            promise.month <= to &&
            (target === undefined || promise.target === target) &&
            (office === undefined || promise.office === office),
        );
        if (promises.length > 0) yield { record, promises };
      }
    }
  }
}

/** How many strictly confidential cases each figure tells of, up to the number that is enough. */
class StrictCases {
  private readonly byGroup = new Map<string, Set<string>>();

  constructor(private readonly groupBy: readonly FigureGrouping[]) {}

  add(promise: CountedPromise): void {
    const key = this.keyOf(promise);
    const cases = this.byGroup.get(key) ?? new Set();
    this.byGroup.set(key, cases);
    if (cases.size < FEWEST_STRICT_CASES) cases.add(promise.caseId);
  }

  mayTell({ group }: Pick<PromiseFigure, 'group'>): boolean {
    const cases = this.byGroup.get(this.keyOf(group));
    return !cases || cases.size >= FEWEST_STRICT_CASES;
  }

  private keyOf(values: PromiseFigure['group']): string {
    return JSON.stringify(this.groupBy.map((grouping) => values[grouping] ?? null));
  }
}
