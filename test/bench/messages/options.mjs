import { parseArgs } from 'node:util';
import { Trouble } from '../../../scripts/launcher/trouble.mjs';

export const PARTS = /** @type {const} */ (['latency', 'throughput', 'outages', 'memory']);
const BACKENDS = /** @type {const} */ (['postgres', 'redis']);

/** @param {string[]} given */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      backend: { type: 'string', multiple: true },
      commits: { type: 'string' },
      messages: { type: 'string' },
      rounds: { type: 'string' },
      outage: { type: 'string' },
      'per-second': { type: 'string', default: '20' },
      waiting: { type: 'string' },
    },
  });
  const { quick } = values;
  return {
    parts: chosen('only', PARTS, values.only),
    backends: chosen('backend', BACKENDS, values.backend),
    commits: whole('commits', values.commits ?? (quick ? '40' : '100')),
    messages: whole('messages', values.messages ?? (quick ? '300' : '500')),
    rounds: whole('rounds', values.rounds ?? (quick ? '1' : '3')),
    outageSeconds: whole('outage', values.outage ?? (quick ? '10' : '60')),
    perSecond: whole('per-second', values['per-second']),
    waiting: whole('waiting', values.waiting ?? (quick ? '20000' : '100000')),
  };
}

/**
 * @template {string} Name
 * @param {string} option @param {readonly Name[]} known @param {string[] | undefined} named
 * @returns {readonly Name[]}
 */
function chosen(option, known, named) {
  for (const name of named ?? [])
    if (!known.some((each) => each === name))
      throw new Trouble(`--${option} takes ${known.join(', ')}; not "${name}".`);
  return named ? known.filter((name) => named.includes(name)) : known;
}

/** @param {string} name @param {string} text */
function whole(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Trouble(`--${name} takes whole numbers from 1.`);
  return number;
}
