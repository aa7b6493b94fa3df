import type { ListedPromise, PromisePage, PromiseReport, ReportedFigure } from '#libs/domain';
import type { MarginSpread } from '#libs/workflow';
import type { PromiseListView, PromiseReportView } from './promises.dto.js';

const MINUTE_MS = 60_000;

export function toPromiseReportView({ asOf, period, figures }: PromiseReport): PromiseReportView {
  return { asOf: asOf.toISOString(), ...period, figures: figures.map(toFigureView) };
}

export function toPromiseListView({ asOf, items, nextAfterCaseId }: PromisePage): PromiseListView {
  return { asOf: asOf.toISOString(), items: items.map(toListedView), next: nextAfterCaseId };
}

function toFigureView({ group, figure }: ReportedFigure): PromiseReportView['figures'][number] {
  return {
    group,
    isWithheld: figure === null,
    counts: figure?.counts ?? null,
    keptShare: figure?.keptShare ?? null,
    spareWorkingMinutes: minutesOf(figure?.spareMs ?? null),
    lateWorkingMinutes: minutesOf(figure?.lateMs ?? null),
  };
}

function toListedView({ marginMs, ...promise }: ListedPromise): PromiseListView['items'][number] {
  return { ...promise, marginWorkingMinutes: marginMs === null ? null : Math.round(marginMs / MINUTE_MS) };
}

function minutesOf(spread: MarginSpread | null): PromiseReportView['figures'][number]['spareWorkingMinutes'] {
  if (!spread) return null;
  const minutes = (milliseconds: number): number => Math.round(milliseconds / MINUTE_MS);
  return { least: minutes(spread.least), median: minutes(spread.median), most: minutes(spread.most) };
}
