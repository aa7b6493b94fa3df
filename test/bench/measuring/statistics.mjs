/** @typedef {import('./slices.mjs').Measured} Measured */

/** @param {readonly number[]} values @param {number} share 0 to 1 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new Error('There is no quantile of nothing');
  return found;
}

/** @param {Measured} measured */
export function perSecond({ slices }) {
  const requests = slices.reduce((sum, slice) => sum + slice.requests, 0);
  const elapsedMs = slices.reduce((sum, slice) => sum + slice.elapsedMs, 0);
  return (1000 * requests) / elapsedMs;
}

/**
 * Processor time a request, in milliseconds: of the server's process, and of PostgreSQL.
 * @param {Measured} measured
 * @returns {{ server: number, database: number } | undefined} where the system tells
 */
export function processorMsPerRequest({ slices }) {
  const sum = { requests: 0, server: 0, database: 0 };
  for (const { requests, serverMs, databaseMs } of slices) {
    // A session of PostgreSQL that ended meanwhile took its figures with it.
    if (serverMs === undefined || databaseMs === undefined) continue;
    sum.requests += requests;
    sum.server += serverMs;
    sum.database += databaseMs;
  }
  return sum.requests === 0 ? undefined : { server: sum.server / sum.requests, database: sum.database / sum.requests };
}

/**
 * How much one does of what the other does in the same time: the median over the rounds, whose slices stood side by
 * side, with the middle half of the rounds as its spread.
 * @param {Measured} one @param {Measured} other
 */
export function ratioOf(one, other) {
  const ratios = one.slices.map((slice, round) => {
    const beside = other.slices[round];
    if (!beside) throw new Error('Both must have taken part in every round');
    return slice.requests / slice.elapsedMs / (beside.requests / beside.elapsedMs);
  });
  return { median: quantile(ratios, 0.5), from: quantile(ratios, 0.25), to: quantile(ratios, 0.75) };
}
