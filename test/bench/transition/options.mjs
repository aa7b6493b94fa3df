import { parseArgs } from 'node:util';
import { Trouble } from '../../../scripts/launcher/trouble.mjs';

/** About six minutes on two cores, most of it measuring. */
const FULL = { cases: '100000', rounds: '7', sliceMs: '400', warmUpRequests: '1200', profileMs: 3_000 };
/** About a minute and a half: enough to see whether something became twice as slow. */
const QUICK = { cases: '20000', rounds: '2', sliceMs: '250', warmUpRequests: '250', profileMs: 700 };

/** @param {string[]} given */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      quick: { type: 'boolean', default: false },
      cases: { type: 'string' },
      rounds: { type: 'string' },
      concurrency: { type: 'string', default: '1,8,32' },
      only: { type: 'string', default: 'create,transition,read,list' },
      'slice-ms': { type: 'string' },
      'warm-up': { type: 'string' },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  return {
    cases: whole('cases', values.cases ?? usual.cases),
    rounds: whole('rounds', values.rounds ?? usual.rounds),
    sliceMs: whole('slice-ms', values['slice-ms'] ?? usual.sliceMs),
    warmUpRequests: whole('warm-up', values['warm-up'] ?? usual.warmUpRequests),
    profileMs: usual.profileMs,
    concurrencies: values.concurrency.split(',').map((one) => whole('concurrency', one)),
    only: new Set(values.only.split(',')),
  };
}

/** @param {string} name @param {string} text */
function whole(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Trouble(`--${name} takes whole numbers from 1.`);
  return number;
}
