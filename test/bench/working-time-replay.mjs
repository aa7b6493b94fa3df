import { advanceClocks, emptyClockBook, isOpen, WorkCalendar } from '#libs/workflow';
import { amount, heading, row } from './working-time-table.mjs';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const editedAt = Date.parse('2026-06-03T10:00:00Z');

/** @type {import('#libs/workflow').WorkflowDefinition} */
const definition = {
  id: 'bench',
  version: 1,
  roles: { officer: { party: 'office' } },
  states: { triage: { phase: 'assignment', holder: 'office', clock: 'running' } },
  creation: { name: 'begin', to: 'triage', roles: ['officer'] },
  transitions: [],
  gates: {},
  targets: [
    {
      name: 'decision',
      opensOn: { states: ['triage'] },
      metOn: { states: [] },
      owner: 'officer',
      calendar: 'office',
      pausedBy: 'paused-states',
      onReturn: 'continue',
      limits: {
        emergency: { amount: 48, unit: 'hours' },
        urgent: { amount: 5, unit: 'working-days' },
        routine: { amount: 15, unit: 'working-days' },
      },
      thresholds: [75, 100, 150].map((atPercent) => ({ atPercent, name: `at-${atPercent}` })),
      basis: 'bench',
    },
  ],
};

/**
 * The calendar that all cases count with loses a holiday of last week and gains two of this week.
 * @param {import('#libs/workflow').Calendar} calendar
 * @param {number} count
 */
export function replayOpenClocks(calendar, count) {
  const kept = calendar.holidays.filter((holiday) => holiday !== '2026-05-27');
  const holidays = [...kept, '2026-06-04', '2026-06-05'];
  const versions = [new WorkCalendar(calendar), new WorkCalendar({ ...calendar, holidays })];
  /** @type {import('#libs/workflow').ClockRules} */
  const rules = {
    definition,
    calendars: (key, version) => {
      const found = versions[(version ?? 1) - 1];
      if (!found) throw new Error(`no version ${version} of ${key}`);
      return found;
    },
  };

  const heapBefore = heapUsed();
  const openBegan = performance.now();
  const books = Array.from({ length: count }, (_, index) => {
    const at = editedAt - (index % 30) * dayMs - (index % 1000) * minuteMs;
    const urgency = /** @type {const} */ (['urgent', 'routine', 'routine'])[index % 3] ?? 'routine';
    const created = /** @type {const} */ ({
      type: 'created',
      to: 'triage',
      gates: {},
      office: 'X',
      requestingState: 'PER',
    });
    return advanceClocks(rules, emptyClockBook, [{ ...created, at, urgency }], at);
  });
  const openMs = performance.now() - openBegan;
  const heapOpen = heapUsed();

  const replayBegan = performance.now();
  const edit = /** @type {const} */ ({ type: 'calendars-changed', at: editedAt, calendarVersions: { 'office:X': 2 } });
  const counts = { moved: 0, breached: 0, recovered: 0 };
  for (const book of books) {
    const before = advanceClocks(rules, book, [], editedAt).clocks[0];
    const after = advanceClocks(rules, book, [edit], editedAt).clocks[0];
    if (!before || !after || !isOpen(after)) continue;
    if (before.dueAt !== after.dueAt) counts.moved += 1;
    if (before.breachedAt === null && after.breachedAt !== null) counts.breached += 1;
    if (before.breachedAt !== null && after.breachedAt === null) counts.recovered += 1;
  }
  const replayMs = performance.now() - replayBegan;

  heading(`Replay of ${amount(count)} open clocks after a calendar edit`, 'clocks a second', 'milliseconds');
  row('opened', amount((count * 1000) / openMs), amount(openMs));
  row('replayed and compared', amount((count * 1000) / replayMs), amount(replayMs));
  row('due moved / breached / recovered', amount(counts.moved), amount(counts.breached), amount(counts.recovered));
  row(
    'memory of the open clocks',
    `${amount((heapOpen - heapBefore) / 2 ** 20)} MB`,
    `${amount((heapOpen - heapBefore) / count)} B each`,
  );
  row('memory of the process', `${amount(process.memoryUsage().rss / 2 ** 20)} MB`);
}

function heapUsed() {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
