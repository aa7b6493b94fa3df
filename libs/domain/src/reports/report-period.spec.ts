import { describe, expect, it } from '@jest/globals';
import { ReportPeriodNotValid } from './report.errors.js';
import { instantsOf, reportPeriod } from './report-period.js';

const now = new Date('2026-11-23T18:00:00Z');

describe('the period of a report', () => {
  it('is the last twelve months unless something else is asked for', () => {
    expect(reportPeriod({}, now)).toEqual({ from: '2025-12', to: '2026-11' });
    expect(reportPeriod({ to: '2026-02' }, now)).toEqual({ from: '2025-03', to: '2026-02' });
    expect(reportPeriod({ from: '2026-11' }, now)).toEqual({ from: '2026-11', to: '2026-11' });
  });

  it('covers its months in whatever zone they are counted', () => {
    const { from, to } = instantsOf({ from: '2026-12', to: '2026-12' });
    expect([from.toISOString(), to.toISOString()]).toEqual(['2026-11-30T00:00:00.000Z', '2027-01-02T00:00:00.000Z']);
  });

  it.each([
    [{ from: '2026-13' }, '/from'],
    [{ to: 'soon' }, '/to'],
    [{ from: '2026-05', to: '2026-04' }, '/to'],
    [{ from: '2020-01', to: '2026-04' }, '/from'],
    [{ from: "2026-01' OR '" }, '/from'],
  ])('is refused with its place: %p', (asked, pointer) => {
    expect(() => reportPeriod(asked, now)).toThrow(ReportPeriodNotValid);
    try {
      reportPeriod(asked, now);
    } catch (error) {
      expect((error as ReportPeriodNotValid).errors).toMatchObject([{ pointer }]);
    }
  });
});
