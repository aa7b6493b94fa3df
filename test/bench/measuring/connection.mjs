import { connect } from 'node:net';

/**
 * @typedef {object} Request
 * @property {'GET' | 'POST'} method
 * @property {string} path
 * @property {Record<string, string>} headers
 * @property {string} [body] JSON
 */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} head the header lines as they came
 * @property {string} body
 */

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * A kept-alive HTTP connection that costs next to nothing: on a machine of two cores, what the load generator uses the
 * server lacks. It knows only what both servers send: a Content-Length with every answer, one answer at a time.
 */
export class Connection {
  /** @type {Buffer} */
  #received = Buffer.alloc(0);
  /** @type {{ resolve: (answer: Answer) => void, reject: (error: Error) => void } | undefined} */
  #waiting;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection')));
  }

  /** @param {number} port @returns {Promise<Connection>} */
  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  /** @param {Request} request @returns {Promise<Answer>} */
  send({ method, path, headers, body }) {
    let text = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n`;
    for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
    text +=
      body === undefined
        ? '\r\n'
        : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.socket.write(text);
    });
  }

  close() {
    this.socket.removeAllListeners('close');
    this.socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnds = this.#received.indexOf(END_OF_HEAD);
    if (headEnds < 0) return;
    const head = this.#received.toString('latin1', 0, headEnds);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) return this.#fail(new Error(`An answer without Content-Length:\n${head}`));
    const bodyBegins = headEnds + END_OF_HEAD.length;
    const bodyEnds = bodyBegins + Number(length);
    if (this.#received.length < bodyEnds) return;
    const body = this.#received.toString('utf8', bodyBegins, bodyEnds);
    this.#received = this.#received.subarray(bodyEnds);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }

  /** @param {Error} error */
  #fail(error) {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}
