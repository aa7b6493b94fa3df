import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/**
 * Processor time of processes so far, in milliseconds; undefined where the system does not tell (it takes /proc).
 * Unlike requests a second, it does not change with what else the machine does.
 * @param {readonly number[]} pids
 */
export function processorMs(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const fields = statOf(pid);
    if (!fields) return undefined;
    ticks += Number(fields.userTicks) + Number(fields.systemTicks);
  }
  return ticks * TICK_MS;
}

/**
 * Every process that the parent of one process has started: all of a PostgreSQL server, from one of its sessions.
 * @param {number} pid
 */
export function siblingsOf(pid) {
  const parent = statOf(pid)?.parent;
  if (parent === undefined) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => statOf(candidate)?.parent === parent);
}

/** @param {number} pid */
function statOf(pid) {
  try {
    // The name of the program stands in brackets and may hold blanks: what counts comes after it.
    const [, parent, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: Number(parent), userTicks: rest[9], systemTicks: rest[10] };
  } catch {
    return undefined;
  }
}
