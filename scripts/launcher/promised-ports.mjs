import { choosePort } from './ports.mjs';
import { yellow } from './steps.mjs';

/**
 * The ports of one start: chosen one after the other, none promised twice, a detour said aloud.
 */
export class PromisedPorts {
  /** @type {Set<number>} */
  #promised = new Set();

  /** @param {import('./steps.mjs').Say} say */
  constructor(say) {
    this.say = say;
  }

  /**
   * @param {{ what: string, variable: string, fallback: number, host?: string }} wish
   * @returns {Promise<number>}
   */
  async choose({ what, ...wish }) {
    const { port, insteadOf } = await choosePort({ ...wish, reserved: this.#promised });
    this.#promised.add(port);
    if (insteadOf !== undefined) {
      this.say(yellow(`! Port ${insteadOf} is taken: ${what} on ${port} instead (${wish.variable} sets another)`));
    }
    return port;
  }
}
