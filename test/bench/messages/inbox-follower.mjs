import { get } from 'node:http';

/** The open inbox of one reader: hears of entries as a browser does, and remembers when. */
export class InboxFollower {
  /** @type {Map<string, number>} the instant an entry came by the reference of its case */
  arrivals = new Map();
  /** @type {import('node:http').ClientRequest} */
  #request;
  #rest = '';

  /**
   * @param {string} address of the API
   * @param {string} token
   * @param {(follower: InboxFollower) => void} onReady told once what comes from now on is heard
   * @param {(error: Error) => void} onFailure
   */
  constructor(address, token, onReady, onFailure) {
    const headers = { authorization: `Bearer ${token}` };
    this.#request = get(`${address}/api/v1/me/notifications/stream`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) {
        onFailure(new Error(`The inbox answered ${response.statusCode}`));
        return;
      }
      response.setEncoding('utf8');
      response.on('data', (/** @type {string} */ text) => {
        const blocks = (this.#rest + text).split('\n\n');
        this.#rest = blocks.pop() ?? '';
        for (const block of blocks) {
          if (/^event: ready$/m.test(block)) onReady(this);
          const reference = /^event: notification$/m.test(block) && /"reference":"([^"]+)"/.exec(block)?.[1];
          if (reference) this.arrivals.set(reference, performance.now());
        }
      });
    });
    this.#request.on('error', onFailure);
  }

  /** @param {string} address @param {string} token @returns {Promise<InboxFollower>} */
  static open(address, token) {
    return new Promise((resolve, reject) => new InboxFollower(address, token, resolve, reject));
  }

  close() {
    this.#request.removeAllListeners('error');
    this.#request.on('error', () => undefined);
    this.#request.destroy();
  }
}
