import { parseArgs } from 'node:util';
import { Trouble } from '../../../scripts/launcher/trouble.mjs';

/** @param {string[]} given */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      cases: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '10' },
      concurrency: { type: 'string', default: '1,8,32' },
      only: { type: 'string', default: 'create,transition,read,list' },
      'slice-ms': { type: 'string', default: '400' },
      'warm-up': { type: 'string', default: '1500' },
    },
  });
  return {
    cases: whole('cases', values.cases),
    rounds: whole('rounds', values.rounds),
    sliceMs: whole('slice-ms', values['slice-ms']),
    warmUpRequests: whole('warm-up', values['warm-up']),
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
