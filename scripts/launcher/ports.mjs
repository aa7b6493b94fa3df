import { connect, createServer } from 'node:net';
import { Trouble } from './trouble.mjs';

/** A port nobody uses now, for servers whose address is private to one run. @returns {Promise<number>} */
export function anyFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/**
 * The port for one of our servers. A port that was asked for by name is taken or refused; a default that is
 * taken gives way to the next free one.
 * @param {{ variable: string, fallback: number, host?: string, reserved?: ReadonlySet<number> }} wish
 *   `reserved` are ports promised to others of our servers that do not listen yet
 * @returns {Promise<{ port: number, insteadOf?: number }>}
 */
export async function choosePort({ variable, fallback, host = '127.0.0.1', reserved = new Set() }) {
  const asked = process.env[variable];
  if (asked !== undefined && asked !== '') {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new Trouble(`${variable} must be a whole number from 1 to 65535.`);
    }
    if (reserved.has(port))
      throw new Trouble(`${variable}=${port} is the port of another of our own servers. Choose another.`);
    if (!(await isFree(port, host))) {
      throw new Trouble(
        `Port ${port}, asked for by ${variable}, is taken by another program. Free it or set ${variable} to another.`,
      );
    }
    return { port };
  }
  for (let port = fallback; port < Math.min(fallback + 200, 65_536); port += 1) {
    if (!reserved.has(port) && (await isFree(port, host)))
      return port === fallback ? { port } : { port, insteadOf: fallback };
  }
  throw new Trouble(`No free port from ${fallback} to ${fallback + 199}. Set ${variable} to a free one.`);
}

/**
 * Free means that we can listen there and that nobody answers on either loopback: a program on [::1] only
 * would take the browser's visits to `localhost` away from ours on 127.0.0.1.
 * @param {number} port
 * @param {string} host
 */
export async function isFree(port, host) {
  return (await canListen(port, host)) && !(await answers(port, '127.0.0.1')) && !(await answers(port, '::1'));
}

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function canListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function answers(port, host) {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 });
    const settle = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
