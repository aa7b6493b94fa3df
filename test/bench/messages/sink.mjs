import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything and remembers when. */
export class Sink {
  /** @type {Map<string, number>} the instant of arrival by what stands in brackets in the subject */
  arrivals = new Map();
  /** Keeps whoever connects waiting for a greeting. */
  isSilent = false;
  /** @type {SMTPServer | undefined} */
  #server;
  #port = 0;

  get url() {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Also after it was stopped, on the same port. */
  async open() {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      closeTimeout: 50,
      disableReverseLookup: true,
      onConnect: (_session, done) => {
        if (!this.isSilent) done();
      },
      onData: (stream, _session, done) => {
        let head = '';
        stream.on('data', (/** @type {Buffer} */ chunk) => {
          if (head.length < 4_096) head += chunk.toString('latin1');
        });
        stream.on('end', () => {
          const reference = /^Subject: \[([\w-]+)\]/m.exec(head)?.[1];
          if (reference !== undefined) this.arrivals.set(reference, performance.now());
          done();
        });
      },
    });
    server.on('error', () => undefined);
    // Without it every answer waits 40 ms for the acknowledgement of the one before.
    server.server.on('connection', (socket) => socket.setNoDelay(true));
    await new Promise((resolve) => server.listen(this.#port, '127.0.0.1', () => resolve(undefined)));
    const address = server.server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
    this.#server = server;
  }

  /** Also ends the connections that are open. */
  async close() {
    const server = this.#server;
    this.#server = undefined;
    await new Promise((resolve) => (server ? server.close(() => resolve(undefined)) : resolve(undefined)));
  }

  /**
   * @param {readonly { reference: string }[]} cases that were told of
   * @param {AbortSignal} signal
   */
  async untilAllCame(cases, signal) {
    const missing = new Set(cases.map(({ reference }) => reference));
    await until(
      () => {
        for (const reference of missing) if (this.arrivals.has(reference)) missing.delete(reference);
        return missing.size === 0;
      },
      signal,
      () => `${missing.size} of ${cases.length} mails had not come when patience ended`,
    );
  }
}

const PATIENCE_MS = 300_000;

/**
 * @param {() => boolean | Promise<boolean>} condition
 * @param {AbortSignal} signal
 * @param {() => string} otherwise what is said when patience ends
 */
export async function until(condition, signal, otherwise) {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    signal.throwIfAborted();
    if (performance.now() > giveUpAt) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
