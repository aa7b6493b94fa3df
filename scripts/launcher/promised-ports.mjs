import { choosePort } from './ports.mjs';
import { yellow } from './steps.mjs';

/**
 * The ports of one start: chosen one after the other, none promised twice, a detour said aloud. A default gives way
 * to a port that is asked for by name, also when that one's turn comes later.
 */
export class PromisedPorts {
  /** @type {Set<number>} */
  #promised = new Set();
  /** @type {Set<string>} */
  #variables = new Set([
    ...['PORT', 'METRICS_PORT', 'WORKER_METRICS_PORT'],
    ...['EMBEDDED_POSTGRES_PORT', 'EMBEDDED_QUEUE_PORT', 'MAILBOX_PORT', 'MAILBOX_SMTP_PORT', 'REPLY_SMTP_PORT'],
  ]);

  /** @param {import('./steps.mjs').Say} say */
  constructor(say) {
    this.say = say;
  }

  /**
   * @param {{ what: string, variable: string, fallback: number, host?: string }} wish
   * @returns {Promise<number>}
   */
  async choose({ what, ...wish }) {
    this.#variables.delete(wish.variable);
    const askedByOthers = process.env[wish.variable]
      ? []
      : [...this.#variables].map((name) => Number(process.env[name]));
    const { port, insteadOf } = await choosePort({ ...wish, reserved: new Set([...this.#promised, ...askedByOthers]) });
    this.#promised.add(port);
    if (insteadOf !== undefined) {
      this.say(yellow(`! Port ${insteadOf} is taken: ${what} on ${port} instead (${wish.variable} sets another)`));
    }
    return port;
  }
}
