import { tell } from './tell.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */

/**
 * The mail server goes away, commits go on, and the mail server comes back.
 * @param {Stage} stage @param {number} outageSeconds @param {number} perSecond @param {AbortSignal} signal
 */
export async function mailServerAway(stage, outageSeconds, perSecond, signal) {
  const cases = await stage.cases(outageSeconds * perSecond);
  await stage.sink.close();
  const goneAt = performance.now();
  for (const [index, theCase] of cases.entries()) {
    const dueAt = goneAt + (index * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueAt - performance.now())));
    signal.throwIfAborted();
    await tell(stage, [theCase]);
  }
  await new Promise((resolve) => setTimeout(resolve, goneAt + outageSeconds * 1_000 - performance.now()));
  return arrivalsAfter(stage, cases, () => stage.sink.open(), signal);
}

/**
 * No worker while commits go on, as many as in such an outage; then one starts.
 * @param {Stage} stage @param {number} outageSeconds @param {number} perSecond @param {AbortSignal} signal
 */
export async function workerAway(stage, outageSeconds, perSecond, signal) {
  const cases = await stage.cases(outageSeconds * perSecond);
  await stage.stopWorker();
  await tell(stage, cases);
  return arrivalsAfter(stage, cases, () => stage.startWorker(), signal);
}

/**
 * @param {Stage} stage @param {readonly { reference: string }[]} cases @param {() => Promise<unknown>} itIsBack
 * @param {AbortSignal} signal
 */
async function arrivalsAfter({ sink }, cases, itIsBack, signal) {
  const backAt = performance.now();
  await itIsBack();
  await sink.untilAllCame(cases, signal);
  const afterSeconds = cases
    .map(({ reference }) => ((sink.arrivals.get(reference) ?? 0) - backAt) / 1_000)
    .sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => afterSeconds[Math.ceil(share * afterSeconds.length) - 1] ?? 0;
  return { waiting: cases.length, half: at(0.5), nineTenths: at(0.9), all: at(1) };
}
