import { dim } from '../../../scripts/launcher/steps.mjs';
import { quantile } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';

/**
 * @param {'postgres' | 'redis'} backend
 * @param {ReturnType<typeof import('./options.mjs').readOptions>} options
 * @param {{ latencies: Awaited<ReturnType<typeof import('./measure.mjs').latencies>>,
 *   throughput: Awaited<ReturnType<typeof import('./measure.mjs').throughput>>,
 *   catchUp: Awaited<ReturnType<typeof import('./measure.mjs').catchUp>>,
 *   memory: Awaited<ReturnType<typeof import('./measure.mjs').memory>> }} figures
 */
export function reportOn(backend, options, { latencies, throughput, catchUp, memory }) {
  const { toInboxMs, toSmtpMs } = latencies;
  const median = (/** @type {(round: (typeof throughput)[number]) => number} */ of) =>
    quantile(throughput.map(of), 0.5);
  return [
    '',
    `Queue on ${backend === 'redis' ? 'Redis' : 'PostgreSQL'}`,
    '',
    table(
      ['from the commit', 'p50', 'p95'],
      [
        ['to the inbox', ms(quantile(toInboxMs, 0.5)), ms(quantile(toInboxMs, 0.95))],
        ['to the last line of the mail', ms(quantile(toSmtpMs, 0.5)), ms(quantile(toSmtpMs, 0.95))],
      ],
    ),
    '',
    table(
      ['messages a second', 'median', 'all the way, of it'],
      [
        ['all the way (two jobs and a mail each)', whole(median(({ endToEnd }) => endToEnd)), ''],
        [
          'the queue alone, add and worker',
          whole(median(({ queue }) => queue)),
          percent(median(({ endToEnd, queue }) => endToEnd / queue)),
        ],
        [
          'bare SMTP, 4 connections',
          whole(median(({ smtp }) => smtp)),
          percent(median(({ endToEnd, smtp }) => endToEnd / smtp)),
        ],
      ],
    ),
    dim(
      'Medians over the rounds; ratios are of the same round. All the way is two jobs, five transactions and a mail.',
    ),
    '',
    `After ${options.outageSeconds} s without a mail server (${options.perSecond} commits a second): ${catchUp.waiting} waiting, ` +
      `half arrived after ${seconds(catchUp.halfAfterSeconds)}, all after ${seconds(catchUp.allAfterSeconds)}.`,
    `${options.waiting} waiting: worker ${mb(memory.workerBeforeMb)} before, ${mb(memory.workerAfterMb)} after; ` +
      `outbox + ${mb(memory.outboxAddedMb)}; queue + ${mb(memory.queueAddedMb)} when it holds them all (${whole(memory.addedPerSecond)} added a second).`,
    '',
  ].join('\n');
}

const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`;
const seconds = (/** @type {number} */ value) => `${value.toFixed(1)} s`;
const mb = (/** @type {number | undefined} */ value) => (value === undefined ? 'unknown' : `${value.toFixed(0)} MB`);
const whole = (/** @type {number} */ value) => value.toFixed(0);
const percent = (/** @type {number} */ value) => `${(100 * value).toFixed(0)} %`;
