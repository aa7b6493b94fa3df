import { randomBytes, randomUUID } from 'node:crypto';
import { step } from '../../../scripts/launcher/steps.mjs';
import { engageColleague } from '../cases/cast.mjs';
import { Connection } from '../measuring/connection.mjs';
import { mannWhitney, signTest } from '../measuring/ranks.mjs';
import { quantile } from '../measuring/statistics.mjs';
import { table } from '../measuring/table.mjs';
import { readRequest, withdrawRequest } from '../transition/requests.mjs';
import { busy } from './readers.mjs';

/** @typedef {import('../measuring/connection.mjs').Request} Request */
/** @typedef {(caseId: string) => Request} Ask */

/** However slow the machine is: so long at most for each operation. */
const MOST_MS = 45_000;
/** So many ask side by side, each over a connection of its own: what they wait for is mostly not the processor. */
const CONNECTIONS = 6;
/** Cases of each kind that are asked for, one after the other, again and again. */
const CASES = 200;
const UNCOUNTED_ROUNDS = 100;
/** Under this chance takes no part: with a dozen comparisons, one in a hundred would be called by chance alone. */
const TOLD_APART_BELOW = 0.001;
/** Fewer tell nothing. */
const FEWEST = 1_500;
const MICROSECONDS = 1000;

/**
 * How long a focal point waits to hear that there is no such case: for one that does not exist, for one of another State, and
 * for a strictly confidential one of their own State that they were not named on. They are asked for in turn, in another
 * order every round; a second sample of absent ones shows what chance does.
 * @param {{ client: import('pg').Client, port: number }} stage
 * @param {{ samples: number, signal: AbortSignal }} plan
 */
export async function measureHidden({ client, port }, { samples, signal }) {
  const state = await busy(client, 'requesting_state');
  const who = await engageColleague(client, state);
  const foreign = await some(client, `requesting_state <> $1 AND sensitivity <> 'strictly-confidential'`, state);
  const strict = await some(client, `requesting_state = $1 AND sensitivity = 'strictly-confidential'`, state);
  const kinds = {
    absent: foreign.map(neverGiven),
    'absent again': foreign.map(neverGiven),
    'of another State': foreign,
    'own, strictly confidential': strict,
  };
  /** @type {Record<string, Ask>} */
  const operations = {
    read: (caseId) => readRequest(who, caseId, ''),
    transition: (caseId) => withdrawRequest(who, caseId),
  };
  /** @type {(string | number)[][]} */
  const lines = [];
  /** @type {{ operation: string, kind: string, share: number, probability: number, differenceUs: number }[]} */
  const findings = [];
  /** @type {string[]} */
  const asked = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const [operation, ask] of Object.entries(operations)) {
    const waited = await step(`Hidden beside absent, ${operation}`, () =>
      askSideBySide(port, kinds, ask, samples, signal),
    );
    const absent = waited['absent'] ?? [];
    fewest = Math.min(fewest, absent.length);
    asked.push(`${absent.length} of each kind for ${operation}`);
    lines.push([`${operation}, absent`, ...quartiles(absent)]);
    for (const [kind, times] of Object.entries(waited)) {
      if (kind === 'absent') continue;
      const ranks = mannWhitney(absent, times);
      const pairs = signTest(absent, times);
      const differenceUs = MICROSECONDS * (quantile(times, 0.5) - quantile(absent, 0.5));
      const probability = Math.min(ranks.probability, pairs.probability);
      findings.push({ operation, kind, share: ranks.share, probability, differenceUs });
      lines.push([
        `${operation}, ${kind}`,
        ...quartiles(times),
        differenceUs.toFixed(0),
        ranks.share.toFixed(3),
        ranks.probability.toFixed(3),
        pairs.share.toFixed(3),
        pairs.probability.toFixed(3),
      ]);
    }
  }
  const heading = ['milliseconds until 404', 'quarter', 'median', 'three quarters', 'more, µs'];
  const tests = ['longer than absent', 'p', 'than its neighbour', 'p'];
  const told = findings.filter(({ probability }) => probability < TOLD_APART_BELOW);
  return {
    text: `Hidden beside absent, a focal point asking ${CONNECTIONS} things at a time, ${asked.join(', ')}; 0.5 is a coin, p what chance alone would do\n${table(
      [...heading, ...tests],
      lines,
    )}`,
    findings,
    verdict: verdictOn(told, fewest),
  };
}

/** @param {{ operation: string, kind: string }[]} told @param {number} fewest */
function verdictOn(told, fewest) {
  if (told.length > 0) return `TOLD APART: ${told.map(({ operation, kind }) => `${operation} ${kind}`).join(', ')}`;
  if (fewest < FEWEST) return `nothing told apart, but ${fewest} requests of each kind are too few to say`;
  return `no kind told apart from absent by ${fewest} requests of each, p below ${TOLD_APART_BELOW}`;
}

/**
 * @param {number} port @param {Readonly<Record<string, readonly string[]>>} kinds @param {Ask} ask @param {number} samples
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, number[]>>} milliseconds by kind; what stands at one place was asked for in one round
 */
async function askSideBySide(port, kinds, ask, samples, signal) {
  const endsAt = performance.now() + MOST_MS;
  const all = await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, nth) => {
      const connection = await Connection.open(port);
      const entries = Object.entries(kinds).map(([kind, caseIds]) => ({
        kind,
        caseIds,
        times: /** @type {number[]} */ ([]),
      }));
      const rounds = UNCOUNTED_ROUNDS + Math.ceil(samples / CONNECTIONS);
      for (let round = 0; round < rounds && performance.now() < endsAt; round += 1) {
        signal.throwIfAborted();
        for (const { kind, caseIds, times } of shuffled(entries)) {
          const waitedMs = await waitFor404(connection, ask, kind, caseIds[(nth * 67 + round) % caseIds.length]);
          if (round >= UNCOUNTED_ROUNDS) times.push(waitedMs);
        }
      }
      connection.close();
      return entries;
    }),
  );
  return Object.fromEntries(
    Object.keys(kinds).map((kind) => [
      kind,
      all.flatMap((entries) => entries.find((entry) => entry.kind === kind)?.times ?? []),
    ]),
  );
}

/** @param {Connection} connection @param {Ask} ask @param {string} kind @param {string | undefined} caseId */
async function waitFor404(connection, ask, kind, caseId) {
  if (caseId === undefined) throw new Error(`There is no case that is ${kind}`);
  const request = ask(caseId);
  const sentAt = performance.now();
  const answer = await connection.send(request);
  const waitedMs = performance.now() - sentAt;
  if (answer.status !== 404) throw new Error(`A case that is ${kind} was answered ${answer.status}: ${answer.body}`);
  return waitedMs;
}

/** @param {import('pg').Client} client @param {string} condition @param {string} state @returns {Promise<string[]>} */
async function some(client, condition, state) {
  const { rows } = await client.query(
    `SELECT id FROM cases WHERE ${condition} AND submitted_at IS NOT NULL ORDER BY md5(id::text) LIMIT ${CASES}`,
    [state],
  );
  return rows.map(({ id }) => id);
}

/** An id as it could be, of the same millisecond as another. @param {string} id */
function neverGiven(id) {
  return `${id.slice(0, 15)}${randomUUID().slice(15)}`;
}

/** @template T @param {readonly T[]} all @returns {T[]} */
function shuffled(all) {
  const order = randomBytes(all.length);
  return all
    .map((one, index) => ({ one, at: order[index] ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** @param {readonly number[]} times */
function quartiles(times) {
  return [0.25, 0.5, 0.75].map((share) => quantile(times, share).toFixed(3));
}
