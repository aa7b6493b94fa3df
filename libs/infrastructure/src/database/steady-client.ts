import { Client, type ClientConfig } from 'pg';

/**
 * A connection that does not take the process with it when it breaks. Between the pool letting go of a connection and
 * its new holder listening to it nobody hears its `error` event, and an event that nobody hears ends a Node process: an
 * API under load fell that way when its server was killed. Whoever uses the connection hears of the break all the same.
 */
export class SteadyClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
