import { createHash } from 'node:crypto';

/** @typedef {import('pg').Client} Client */

const OFFICERS_PER_OFFICE = 6;
const MANAGERS = 3;

/** Everybody with a part in the cases: one focal point a State, head and officers of every office that leads, headquarters. */
const PEOPLE = `
  INSERT INTO people (id, email, display_name, language, time_zone)
  SELECT uuidv7(), who || '@bench.invalid', who, 'en', 'Etc/UTC' FROM (
    SELECT 'focal-point.' || code AS who FROM member_states WHERE retired_at IS NULL
    UNION ALL SELECT 'office-head.' || office_code FROM office_coverage GROUP BY office_code
    UNION ALL SELECT 'case-officer.' || office_code || '.' || n
                FROM (SELECT DISTINCT office_code FROM office_coverage) o, generate_series(1, ${OFFICERS_PER_OFFICE}) n
    UNION ALL SELECT 'intake-officer.HQ'
    UNION ALL SELECT 'hq-manager.' || n FROM generate_series(1, ${MANAGERS}) n
  ) posts`;

const ROLES = `
  INSERT INTO role_assignments (id, person_id, role, state_code, office_code, from_at)
  SELECT uuidv7(), id, role, CASE WHEN role = 'focal-point' THEN scope END,
         CASE WHEN role IN ('office-head', 'case-officer', 'intake-officer') THEN scope END, now() - interval '6 years'
    FROM (SELECT id, split_part(display_name, '.', 1) AS role, split_part(display_name, '.', 2) AS scope FROM people) posts`;

/**
 * Fills the database with people and opens a session for each of them.
 * @param {Client} client
 */
export async function engageCast(client) {
  await client.query(PEOPLE);
  await client.query(ROLES);
  await openSessions(client, 'true');
}

/**
 * A second focal point of a State, who began none of its requests and was named on none.
 * @param {Client} client @param {string} stateCode
 * @returns {Promise<string>} the name
 */
export async function engageColleague(client, stateCode) {
  const name = `focal-point.${stateCode}.2`;
  await client.query(
    `WITH colleague AS (INSERT INTO people (id, email, display_name, language, time_zone)
       VALUES (uuidv7(), $1 || '@bench.invalid', $1, 'en', 'Etc/UTC') RETURNING id)
     INSERT INTO role_assignments (id, person_id, role, state_code, from_at)
     SELECT uuidv7(), id, 'focal-point', $2, now() - interval '1 year' FROM colleague`,
    [name, stateCode],
  );
  await openSessions(client, 'display_name = $1', [name]);
  return name;
}

/** @param {Client} client @param {string} condition on people @param {string[]} [values] */
async function openSessions(client, condition, values = []) {
  const { rows } = await client.query(`SELECT id, display_name AS name FROM people WHERE ${condition}`, values);
  await client.query(
    `INSERT INTO sessions (token_hash, id, person_id, method, expires_at)
     SELECT hash, uuidv7(), person_id, 'password', now() + interval '12 hours'
       FROM unnest($1::bytea[], $2::uuid[]) AS opened (hash, person_id)`,
    [rows.map(({ name }) => createHash('sha256').update(tokenOf(name)).digest()), rows.map(({ id }) => id)],
  );
}

/**
 * The token of somebody's session. Made from the name, so that nothing has to be carried about.
 * @param {string} name for example `office-head.ROSEN`, `focal-point.KEN`, `hq-manager.1`
 */
export function tokenOf(name) {
  return `urs_${createHash('sha256').update(`a session of the bench for ${name}`).digest('base64url')}`;
}

/** @param {string} name */
export function signedInAs(name) {
  return { Authorization: `Bearer ${tokenOf(name)}` };
}
