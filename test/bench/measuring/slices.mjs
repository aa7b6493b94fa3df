import { Connection } from './connection.mjs';
import { processorMs, siblingsOf } from './processor-time.mjs';

/**
 * Something that is measured: requests, one after the other, against one server.
 * @typedef {object} Contestant
 * @property {string} name
 * @property {number} port
 * @property {number} pid of the server
 * @property {Workload} workload
 * @property {() => Promise<unknown>} [prepare] before each of its slices, uncounted
 * @property {(forMs: number) => Promise<unknown>} [beside] what else happens in each of its slices, which ends no sooner than this
 */

/**
 * Where the next request comes from, and what its answer has to be. Called by many connections at once.
 * @typedef {object} Workload
 * @property {() => Task} next
 */

/**
 * @typedef {object} Task
 * @property {import('./connection.mjs').Request} request
 * @property {(answer: import('./connection.mjs').Answer) => void} check throws on an answer that is not the expected one
 */

/**
 * One contestant's share of a round.
 * @typedef {object} Slice
 * @property {number} requests
 * @property {number} elapsedMs
 * @property {number | undefined} serverMs processor time; undefined where the system does not tell
 * @property {number | undefined} databaseMs
 */

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {Slice[]} slices one a round
 * @property {number[]} latenciesMs of every request
 */

/**
 * Lets a contestant answer so many requests uncounted, until its code is compiled as it will be after an hour.
 * @param {Contestant} contestant @param {number} requests @param {AbortSignal} signal
 * @returns {Promise<number[]>} how long each took, in milliseconds, the first ones cold
 */
export async function warmUp({ port, workload }, requests, signal) {
  let left = requests;
  /** @type {number[]} */
  const latenciesMs = [];
  const work = async () => {
    const connection = await Connection.open(port);
    while (left > 0 && !signal.aborted) {
      left -= 1;
      const { request, check } = workload.next();
      const sentAt = performance.now();
      const answer = await connection.send(request);
      latenciesMs.push(performance.now() - sentAt);
      check(answer);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: 8 }, work));
  signal.throwIfAborted();
  return latenciesMs;
}

/**
 * Measures contestants in turn, slice by slice, and in the opposite order every other round, so that what the rest of
 * the machine does meanwhile falls on all of them alike. Only one is under load at a time.
 * @param {Contestant[]} contestants
 * @param {{ concurrency: number, rounds: number, sliceMs: number, signal: AbortSignal, databasePid: number }} plan
 *   `databasePid` is one of PostgreSQL's sessions
 * @returns {Promise<Measured[]>} in the order given
 */
export async function measureInTurn(contestants, { concurrency, rounds, sliceMs, signal, databasePid }) {
  const entries = await Promise.all(
    contestants.map(async (contestant) => ({
      contestant,
      connections: await Promise.all(Array.from({ length: concurrency }, () => Connection.open(contestant.port))),
      measured: /** @type {Measured} */ ({ name: contestant.name, slices: [], latenciesMs: [] }),
    })),
  );
  try {
    // A first slice that does not count: the pool opens its connections.
    for (const { contestant, connections } of entries) await load(contestant, connections, sliceMs / 2, []);
    for (let round = 0; round < rounds; round += 1) {
      for (const { contestant, connections, measured } of round % 2 === 0 ? entries : entries.toReversed()) {
        signal.throwIfAborted();
        await contestant.prepare?.();
        const database = siblingsOf(databasePid);
        const serverBegan = processorMs([contestant.pid]);
        const databaseBegan = processorMs(database);
        const done = await load(contestant, connections, sliceMs, measured.latenciesMs);
        measured.slices.push({
          ...done,
          serverMs: since(serverBegan, processorMs([contestant.pid])),
          databaseMs: since(databaseBegan, processorMs(database)),
        });
      }
    }
  } finally {
    for (const { connections } of entries) for (const connection of connections) connection.close();
  }
  return entries.map(({ measured }) => measured);
}

/**
 * @param {Contestant} contestant @param {Connection[]} connections @param {number} forMs @param {number[]} latenciesMs
 * @returns {Promise<{ requests: number, elapsedMs: number }>} with every request that was begun answered
 */
async function load(contestant, connections, forMs, latenciesMs) {
  const startedAt = performance.now();
  const endsAt = startedAt + forMs;
  let requests = 0;
  let isBesideDone = contestant.beside === undefined;
  const beside = contestant.beside?.(forMs).finally(() => (isBesideDone = true));
  await Promise.all([
    beside,
    ...connections.map(async (connection) => {
      for (let sentAt = performance.now(); sentAt < endsAt || !isBesideDone;) {
        const { request, check } = contestant.workload.next();
        const answer = await connection.send(request);
        const answeredAt = performance.now();
        latenciesMs.push(answeredAt - sentAt);
        requests += 1;
        sentAt = answeredAt;
        check(answer);
      }
    }),
  ]);
  return { requests, elapsedMs: performance.now() - startedAt };
}

/** @param {number | undefined} began @param {number | undefined} ended */
function since(began, ended) {
  return began === undefined || ended === undefined ? undefined : ended - began;
}
