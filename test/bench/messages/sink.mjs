import { SMTPServer } from 'smtp-server';

/** A mail server that takes everything and remembers when. */
export class Sink {
  /** @type {Map<string, number>} the instant of arrival by what stands in brackets in the subject */
  arrivals = new Map();
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

  async close() {
    await new Promise((resolve) => (this.#server ? this.#server.close(() => resolve(undefined)) : resolve(undefined)));
  }

  /** @param {(sink: Sink) => boolean} condition @param {number} withinMs */
  async until(condition, withinMs) {
    const giveUpAt = performance.now() + withinMs;
    while (!condition(this)) {
      if (performance.now() > giveUpAt) throw new Error(`${this.arrivals.size} mails had arrived when patience ended`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
