import { parseArgs } from 'node:util';
import { Trouble } from '../../../scripts/launcher/trouble.mjs';

const PARTS = ['scope', 'wall', 'hidden', 'chain'];
/** One case has about as many entries in its history. */
const ENTRIES_A_CASE = 18;

/** @param {string[]} given */
export function readOptions(given) {
  const { values } = parseArgs({
    args: given,
    options: {
      cases: { type: 'string', default: '20000' },
      rounds: { type: 'string', default: '6' },
      samples: { type: 'string', default: '3000' },
      entries: { type: 'string', default: '60000' },
      million: { type: 'boolean', default: false },
      only: { type: 'string', default: PARTS.join(',') },
    },
  });
  const only = new Set(values.only.split(','));
  for (const part of only)
    if (!PARTS.includes(part)) throw new Trouble(`--only takes ${PARTS.join(', ')}, with commas between.`);
  const entries = values.million ? 1_000_000 : whole('entries', values.entries);
  return {
    only,
    cases: whole('cases', values.cases),
    rounds: whole('rounds', values.rounds),
    samples: whole('samples', values.samples),
    entries,
    /** Half of the entries are events of cases; and a few cases are needed to do anything with. */
    casesOfChain: Math.max(1_000, Math.round(entries / 2 / ENTRIES_A_CASE)),
  };
}

/** @param {string} name @param {string} text */
function whole(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Trouble(`--${name} takes whole numbers from 1.`);
  return number;
}
