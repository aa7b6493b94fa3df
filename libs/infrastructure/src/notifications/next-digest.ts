/** The hour, in the reader's zone, at which digests leave; weekly ones on Mondays. */
const HOUR = 7;

/**
 * SQL for the instant at which mail of a pace (`daily`, `weekly`; null is at once) is gathered next, in the reader's
 * zone. The database reckons, so that its clock and its knowledge of zones count.
 */
export function nextDigest(pace: string, timeZone: string): string {
  const local = `(clock_timestamp() AT TIME ZONE ${timeZone})`;
  const next = (unit: string): string => `((
    date_trunc('${unit}', ${local} - interval '${HOUR} hours') + interval '1 ${unit} ${HOUR} hours'
  ) AT TIME ZONE ${timeZone})`;
  return `CASE ${pace} WHEN 'daily' THEN ${next('day')} WHEN 'weekly' THEN ${next('week')} END`;
}
