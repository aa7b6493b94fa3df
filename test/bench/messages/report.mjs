import { dim } from '../../../scripts/launcher/steps.mjs';
import { quantile } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { CONNECTIONS } from './throughput.mjs';

/** @typedef {import('./memory.mjs').Resident} Resident */
/** @template {(...given: never[]) => Promise<unknown>} Measure @typedef {Awaited<ReturnType<Measure>> | undefined} Found */
/**
 * What was measured on one back end; undefined where it was not asked for.
 * @typedef {object} Figures
 * @property {Found<typeof import('./latencies.mjs').latencies>} latencies
 * @property {Found<typeof import('./throughput.mjs').throughput>} throughput
 * @property {Found<typeof import('./outages.mjs').mailServerAway>} mailServerAway
 * @property {Found<typeof import('./outages.mjs').workerAway>} workerAway
 * @property {Found<typeof import('./memory.mjs').memory>} memory
 * @property {number} load
 */
/** @typedef {readonly [title: string, of: (figures: Figures) => string | undefined]} Line */

const LATENCIES = /** @type {const} */ ([0.5, 0.95]);

/**
 * One table: a line for each figure, a column for each back end.
 * @param {ReturnType<typeof import('./options.mjs').readOptions>} options
 * @param {Partial<Record<'postgres' | 'redis', Figures>>} found
 */
export function reportOn(options, found) {
  const columns = Object.values(found);
  const shown = linesOf(options).map(([title, of]) => [title, ...columns.map((figures) => of(figures) ?? '')]);
  const names = Object.keys(found).map((backend) => (backend === 'redis' ? 'Redis' : 'PostgreSQL'));
  return [
    '',
    table(['queue on', ...names], withoutEmptyParts(shown)),
    '',
    dim('Ratios are of the same round; medians over the rounds. All the way is two jobs, five commits and a mail.'),
    '',
  ].join('\n');
}

/** @param {ReturnType<typeof import('./options.mjs').readOptions>} options @returns {readonly Line[]} */
function linesOf({ outageSeconds, perSecond, waiting }) {
  return [
    heading('From the commit, in milliseconds'),
    ...LATENCIES.map(line('to the open inbox', (figures) => figures.latencies?.toInboxMs)),
    ...LATENCIES.map(line('to the last line of the mail', (figures) => figures.latencies?.toSmtpMs)),
    heading('Messages a second'),
    ['  all the way', median(({ endToEnd }) => endToEnd, whole)],
    ['  bare BullMQ, add and worker', median(({ queue }) => queue, whole)],
    ['    all the way, of it', median(({ endToEnd, queue }) => endToEnd / queue, percent)],
    [`  bare SMTP, ${CONNECTIONS} connections`, median(({ smtp }) => smtp, whole)],
    ['    all the way, of it', median(({ endToEnd, smtp }) => endToEnd / smtp, percent)],
    heading(`After ${outageSeconds} s with ${perSecond} commits a second, in seconds`),
    ['  mail server away: half, nine tenths, all came', ({ mailServerAway }) => caughtUp(mailServerAway)],
    ['  worker away: half, nine tenths, all came', ({ workerAway }) => caughtUp(workerAway)],
    heading(`${waiting} mails waiting`),
    ['  carried to the queue, a second', ({ memory }) => memory && whole(waiting / memory.carriedSeconds)],
    ['  worker, MB: before, carried, peak, after', resident('worker')],
    ['  API, MB: before, carried, peak, after', resident('api')],
    ['  slowest answer of an inbox, ms', ({ memory }) => memory && whole(memory.slowestAnswerMs)],
    ['  outbox table, MB more', ({ memory }) => memory && whole(memory.tablesMb)],
    ['  queue, MB more', ({ memory }) => memory && whole(memory.queueMb)],
    heading('The machine'),
    ['  load average over 5 minutes, at the end', ({ load }) => load.toFixed(1)],
  ];
}

/** @param {string} title @returns {Line} */
const heading = (title) => [title, () => undefined];

/** @param {string} title @param {(figures: Figures) => readonly number[] | undefined} of @returns {(share: number) => Line} */
const line = (title, of) => (share) => [
  `  ${title}, p${100 * share}`,
  (figures) => {
    const values = of(figures);
    return values && whole(quantile(values, share));
  },
];

/**
 * @param {(round: NonNullable<Figures['throughput']>[number]) => number} of @param {(value: number) => string} show
 * @returns {Line[1]}
 */
const median =
  (of, show) =>
  ({ throughput }) =>
    throughput && show(quantile(throughput.map(of), 0.5));

/** @param {keyof Resident} name @returns {Line[1]} */
const resident =
  (name) =>
  ({ memory }) =>
    memory && [memory.before, memory.carried, memory.peak, memory.after].map((at) => whole(at[name])).join(', ');

/** @param {Figures['mailServerAway']} found */
const caughtUp = (found) => found && [found.half, found.nineTenths, found.all].map((at) => at.toFixed(1)).join(', ');

/** A heading without a figure below it says nothing. @param {readonly (readonly string[])[]} rows */
function withoutEmptyParts(rows) {
  const filled = rows.filter((row) => !isHeading(row) || !row[0]?.startsWith(' '));
  return filled.filter((row, index) => {
    const next = filled[index + 1];
    return !isHeading(row) || (next !== undefined && !isHeading(next));
  });
}

/** @param {readonly string[]} row */
const isHeading = ([, ...cells]) => cells.every((cell) => cell === '');

const whole = (/** @type {number} */ value) => (Number.isNaN(value) ? 'unknown' : value.toFixed(0));
const percent = (/** @type {number} */ value) => `${(100 * value).toFixed(0)} %`;
