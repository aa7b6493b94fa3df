/**
 * The floor: a bare HTTP server that runs the very statements the API runs, in as many round trips, through a pool of
 * the same size, and does nothing else: no framework, no validation, no lifecycle, no log. What it can do in a second is
 * what Node, the driver and PostgreSQL leave to spend. The header `x-bench-kind` names the recording to repeat.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { deserialize } from 'node:v8';
import pg from 'pg';
import { parametersLike } from './parameters.mjs';

/** @typedef {import('./parameters.mjs').Matter} Matter */
/** @typedef {{ text: string, name: string | undefined, values: import('./parameters.mjs').Parameter[] }} Step */

const environment = (/** @type {string} */ name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
};

const pool = new pg.Pool({
  connectionString: environment('DATABASE_URL'),
  max: Number(environment('DATABASE_POOL_SIZE')),
  // The API says in front of its statements who asks, and functions look at it; here whoever asks gets what there is.
  options: '-c upon_request.standing=system',
});

/** @type {Record<string, import('./recording.mjs').Recording>} */
const recordings = deserialize(readFileSync(environment('RECORDINGS')));
/** @type {Map<string, Step[]>} */
const scripts = new Map(
  Object.entries(recordings).map(([kind, { statements, subject }]) => [
    kind,
    statements.map((statement) => ({
      text: statement.text,
      name: statement.name,
      values: parametersLike(statement, subject),
    })),
  ]),
);

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    answer(request, body).then(
      ({ status, headers, text }) => {
        response
          .writeHead(status, {
            'content-type': 'application/json; charset=utf-8',
            'content-length': Buffer.byteLength(text),
            ...headers,
          })
          .end(text);
      },
      (/** @type {Error} */ error) => {
        const text = JSON.stringify({ error: error.message });
        response.writeHead(500, { 'content-length': Buffer.byteLength(text) }).end(text);
      },
    );
  });
});
// As Fastify has it: a connection that waits for its turn is not closed.
server.keepAliveTimeout = 72_000;
server.listen(Number(environment('PORT')), '127.0.0.1');
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end());
});

/**
 * @param {import('node:http').IncomingMessage} request @param {string} body
 * @returns {Promise<{ status: number, headers: Record<string, string>, text: string }>}
 */
async function answer(request, body) {
  if (request.url === '/health/ready') return { status: 200, headers: {}, text: '{}' };
  const script = scripts.get(String(request.headers['x-bench-kind']));
  if (!script) throw new Error('No recording of this kind');
  const url = new URL(request.url ?? '/', 'http://localhost');
  const matter = matterOf(request, url, body);
  if (body !== '') JSON.parse(body);
  const rows = await run(script, matter);
  const isChange = request.method === 'POST';
  const version = Number(matter.row?.version ?? 0) + 1;
  const found = isChange
    ? { id: matter.caseId ?? [...matter.madeIds.values()][0], reference: 'NER-2026-000000', version, state: 'on-hold' }
    : url.searchParams.has('limit')
      ? { items: rows, nextCursor: null }
      : rows[0];
  return {
    status: isChange && matter.caseId === undefined ? 201 : 200,
    headers: { etag: `"v${version}"` },
    text: JSON.stringify(found),
  };
}

/** @param {Step[]} script @param {Matter} matter */
async function run(script, matter) {
  /** @type {pg.PoolClient | undefined} */
  let transaction;
  /** @type {Record<string, any>[]} */
  let lastRows = [];
  try {
    for (const { text, name, values } of script) {
      if (text === 'START TRANSACTION') transaction = await pool.connect();
      const query = { text, values: values.map((value) => value(matter)), ...(name !== undefined && { name }) };
      const result = await (transaction ?? pool).query(query);
      if (result.rows.length > 0) lastRows = result.rows;
      learn(matter, result.rows[0]);
      if (text === 'COMMIT') {
        transaction?.release();
        transaction = undefined;
      }
    }
    return lastRows;
  } catch (error) {
    transaction?.release(true);
    throw error;
  }
}

/** @param {import('node:http').IncomingMessage} request @param {URL} url @param {string} body @returns {Matter} */
function matterOf({ headers }, url, body) {
  const token = headers.authorization?.slice('Bearer '.length) ?? '';
  const cursor = url.searchParams.get('cursor');
  const [, at = '', id = ''] = cursor === null ? [] : Buffer.from(cursor, 'base64url').toString().split(' ');
  return {
    now: new Date(),
    tokenHash: createHash('sha256').update(token).digest(),
    fingerprint: createHash('sha256').update(body).digest(),
    key: String(headers['idempotency-key']),
    caseId: url.pathname.split('/')[4],
    cursor: cursor === null ? undefined : { at, id },
    madeIds: new Map(),
  };
}

/** @param {Matter} matter @param {Record<string, any> | undefined} row */
function learn(matter, row) {
  if (!row) return;
  if ('personId' in row) {
    matter.personId = row.personId;
    matter.stateCode = row.roles[0].stateCode;
    matter.officeCode = row.roles[0].officeCode;
  }
  if ('history_length' in row) matter.row = row;
}
