import { Session } from 'node:inspector/promises';

/**
 * Where the time of some work goes: functions by their own share, the largest first.
 * @param {() => void} work
 * @returns {Promise<readonly (readonly [string, number])[]>}
 */
export async function profiled(work) {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 200 });
    await session.post('Profiler.start');
    work();
    const { profile } = await session.post('Profiler.stop');
    return shares(profile);
  } finally {
    session.disconnect();
  }
}

/** @param {import('node:inspector').Profiler.Profile} profile */
function shares({ nodes, samples = [] }) {
  const nameOf = new Map(
    nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').at(-1) ?? ''}`.trim(),
    ]),
  );
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const sample of samples) {
    const name = nameOf.get(sample) ?? '?';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => /** @type {const} */ ([name, count / samples.length]));
}
