import { randomUUID } from 'node:crypto';
import { tokenOf } from '../cases/cast.mjs';
import { record } from '../floor/recording.mjs';
import { Connection } from '../measuring/connection.mjs';
import { createRequest, cursorAt, listRequest, readRequest, transitionRequest } from './requests.mjs';
import { READERS } from './subjects.mjs';

/** @typedef {import('pg').Client} Client */
/** @typedef {import('../floor/recording.mjs').Recording} Recording */
/** @typedef {import('../floor/recording.mjs').Subject} Subject */
/** @typedef {import('../measuring/connection.mjs').Request} Request */

/** Numbers no other parameter has, so that they can be told from the rest. */
const MARKED_VERSION = 70_001;
const MARKED_HISTORY_LENGTH = 90_001;

/**
 * Makes every kind of request once through an API that writes its statements down.
 * @param {{ client: Client, port: number, file: string, subjects: Awaited<ReturnType<typeof import('./subjects.mjs').gather>> }} stage
 * @returns {Promise<Record<string, Recording>>} by kind
 */
export async function rehearse({ client, port, file, subjects }) {
  const connection = await Connection.open(port);
  /** @type {Record<string, Recording>} */
  const recordings = {};

  /** @param {string} kind @param {string} who @param {() => Promise<{ request: Request } & Partial<Subject>>} ask @param {() => Promise<void>} [before] */
  const rehearsed = async (kind, who, ask, before) => {
    const person = await personNamed(client, who);
    recordings[kind] = await record(
      file,
      async () => {
        const startedAt = Date.now();
        const { request, ...subject } = await ask();
        await answered(connection, request);
        return { startedAt, token: tokenOf(who), ...person, ...subject };
      },
      before,
    );
  };

  try {
    await rehearsed('create', 'focal-point.NER', async () => {
      const key = randomUUID();
      return { request: createRequest('NER', key), key };
    });
    const marked = subjects.marked;
    await mark(client, marked.id);
    for (const kind of /** @type {const} */ (['hold', 'resume'])) {
      const isHeld = kind === 'resume';
      await rehearsed(
        kind,
        `office-head.${marked.office}`,
        async () => {
          const row = await rowOf(client, marked.id);
          const key = randomUUID();
          const request = transitionRequest({ ...marked, version: row.version, isHeld }, key);
          return { request, key, caseId: marked.id, row };
        },
        async () => {
          const { version, state } = await rowOf(client, marked.id);
          const isHeldNow = state === 'on-hold';
          if (isHeldNow === isHeld) return;
          await answered(connection, transitionRequest({ ...marked, version, isHeld: isHeldNow }));
        },
      );
    }
    for (const reader of Object.keys(READERS)) {
      const { readings, places } = subjects.of[/** @type {import('./subjects.mjs').Reader} */ (reader)];
      const [reading] = readings;
      const [place] = places;
      if (!reading || !place) throw new Error(`There is nothing for ${reader} to read`);
      await rehearsed(`read-${reader}`, reading.who, async () => ({
        request: readRequest(reading.who, reading.caseId, ''),
        caseId: reading.caseId,
      }));
      await rehearsed(`list-${reader}-first`, place.who, async () => ({ request: listRequest(place.who, null, '') }));
      await rehearsed(`list-${reader}-deep`, place.who, async () => ({
        request: listRequest(place.who, cursorAt(place), ''),
        cursor: { at: place.at, id: place.id },
      }));
    }
    return recordings;
  } finally {
    connection.close();
  }
}

/** @param {Client} client @param {string} caseId */
async function mark(client, caseId) {
  await client.query('UPDATE cases SET version = $2, history_length = $3 WHERE id = $1', [
    caseId,
    MARKED_VERSION,
    MARKED_HISTORY_LENGTH,
  ]);
}

/** @param {Client} client @param {string} caseId */
async function rowOf(client, caseId) {
  const { rows } = await client.query('SELECT * FROM cases WHERE id = $1', [caseId]);
  return rows[0];
}

/** @param {Client} client @param {string} name */
async function personNamed(client, name) {
  const { rows } = await client.query(
    `SELECT p.id AS "personId", r.state_code AS "stateCode", r.office_code AS "officeCode"
       FROM people p JOIN role_assignments r ON r.person_id = p.id WHERE p.display_name = $1`,
    [name],
  );
  return rows[0];
}

/** @param {Connection} connection @param {Request} request */
async function answered(connection, request) {
  const { status, body } = await connection.send(request);
  if (status >= 300) throw new Error(`${request.method} ${request.path} was answered ${status}: ${body}`);
}
