import { readFileSync } from 'node:fs';
import { deserialize } from 'node:v8';

/**
 * A statement as it went to PostgreSQL.
 * @typedef {object} Statement
 * @property {string} text
 * @property {string} [name] of a prepared statement
 * @property {unknown[]} values
 */

/**
 * What one recorded request was about. Where these turn up among the parameters of its statements, every other request
 * has its own instead.
 * @typedef {object} Subject
 * @property {number} startedAt milliseconds since the epoch
 * @property {string} token
 * @property {string} personId
 * @property {string | null} stateCode of the role held
 * @property {string | null} officeCode
 * @property {string} [caseId]
 * @property {Readonly<Record<string, unknown>>} [row] of the case before the request; its version and the length of its
 *   history are like no other numbers in it
 * @property {string} [key] the Idempotency-Key
 * @property {{ at: string, id: string }} [cursor]
 */

/** @typedef {{ statements: Statement[], subject: Subject }} Recording */

/** What runs beside requests, not for one of them: the bell of the outbox, the look whether reference data changed. */
const BESIDE_REQUESTS = /pg_notify|reference_datasets/;

/**
 * The statements of a request. It is made several times and the shortest counts, since now and then a request also does
 * a chore that is due once a minute; of those the last, since a connection prepares only what it is asked again.
 * @param {string} file written by `record-statements.mjs`
 * @param {() => Promise<Subject>} request
 * @param {() => Promise<void>} [before] brings about what the request needs; not recorded
 * @returns {Promise<Recording>}
 */
export async function record(file, request, before) {
  /** @type {Recording | undefined} */
  let shortest;
  for (let time = 0; time < 5; time += 1) {
    await before?.();
    const already = statementsIn(file).length;
    const subject = await request();
    const statements = statementsIn(file)
      .slice(already)
      .filter(({ text }) => !BESIDE_REQUESTS.test(text));
    if (!shortest || statements.length <= shortest.statements.length) shortest = { statements, subject };
  }
  if (!shortest?.statements.length) throw new Error('A request without statements was recorded');
  return shortest;
}

/** @param {string} file @returns {Statement[]} */
function statementsIn(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => deserialize(Buffer.from(line, 'base64')));
}
