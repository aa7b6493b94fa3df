/** @typedef {import('pg').Client} Client */

/** @typedef {{ id: string, version: number, office: string, isHeld: boolean }} HoldableCase */
/** @typedef {{ who: string, caseId: string }} Reading */
/** @typedef {{ who: string, at: string, id: string }} Place somebody's list, and an entry far down in it */

/** The three kinds of user, and which cases are theirs. */
export const READERS = /** @type {const} */ ({
  state: { title: 'focal point', who: `'focal-point.' || requesting_state`, condition: 'true' },
  office: { title: 'office', who: `'office-head.' || lead_office`, condition: 'lead_office IS NOT NULL' },
  hq: {
    title: 'headquarters',
    who: `'hq-manager.1'`,
    condition: `submitted_at IS NOT NULL AND sensitivity <> 'strictly-confidential'`,
  },
});
/** @typedef {keyof typeof READERS} Reader */

/** Cases a head of office can put on hold. @param {Client} client @returns {Promise<HoldableCase[]>} */
async function holdableCases(client) {
  const { rows } = await client.query(
    `SELECT id, version, lead_office AS office FROM cases WHERE state IN ('accepted', 'planning', 'plan-agreed') ORDER BY md5(id::text)`,
  );
  return rows.map((row) => ({ ...row, isHeld: false }));
}

/** Cases at random, each with somebody who may read it. @param {Client} client @param {Reader} reader @returns {Promise<Reading[]>} */
async function readings(client, reader) {
  const { who, condition } = READERS[reader];
  const { rows } = await client.query(
    `SELECT ${who} AS who, id AS "caseId" FROM cases WHERE ${condition} AND sensitivity <> 'strictly-confidential'
      ORDER BY md5(id::text) LIMIT 3000`,
  );
  return rows;
}

/**
 * Places deep in lists: from the middle to nine tenths down, of lists that are long.
 * @param {Client} client @param {Reader} reader @returns {Promise<Place[]>}
 */
async function deepPlaces(client, reader) {
  const { who, condition } = READERS[reader];
  const { rows } = await client.query(
    `SELECT who, at, id FROM (
       SELECT ${who} AS who, to_char(changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, id,
              percent_rank() OVER list AS depth, count(*) OVER (PARTITION BY ${who}) AS length
         FROM cases WHERE ${condition} WINDOW list AS (PARTITION BY ${who} ORDER BY changed_at DESC, id DESC)
     ) ranked WHERE depth BETWEEN 0.5 AND 0.9 AND length >= 150 ORDER BY md5(id::text) LIMIT 1000`,
  );
  return rows;
}

/**
 * Everything the requests are about. Cases that are changed belong to one server alone.
 * @param {Client} client
 */
export async function gather(client) {
  const [marked, ...holdable] = await holdableCases(client);
  if (!marked) throw new Error('There is no case to put on hold');
  const { rows } = await client.query('SELECT code FROM member_states WHERE retired_at IS NULL ORDER BY md5(code)');
  const of = async (/** @type {Reader} */ reader) => ({
    readings: await readings(client, reader),
    places: await deepPlaces(client, reader),
  });
  return {
    marked,
    stateCodes: rows.map(({ code }) => /** @type {string} */ (code)),
    holdable: {
      api: holdable.filter((_, index) => index % 2 === 0),
      floor: holdable.filter((_, index) => index % 2 === 1),
    },
    of: { state: await of('state'), office: await of('office'), hq: await of('hq') },
  };
}
