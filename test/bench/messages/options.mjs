import { parseArgs } from 'node:util';
import { Trouble } from '../../../scripts/launcher/trouble.mjs';

/** @param {string[]} given */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      quick: { type: 'boolean', default: false },
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
    commits: whole('commits', values.commits ?? (quick ? '40' : '200')),
    messages: whole('messages', values.messages ?? (quick ? '300' : '1000')),
    rounds: whole('rounds', values.rounds ?? (quick ? '1' : '3')),
    outageSeconds: whole('outage', values.outage ?? (quick ? '10' : '60')),
    perSecond: whole('per-second', values['per-second']),
    waiting: whole('waiting', values.waiting ?? (quick ? '20000' : '100000')),
  };
}

/** @param {string} name @param {string} text */
function whole(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Trouble(`--${name} takes whole numbers from 1.`);
  return number;
}
