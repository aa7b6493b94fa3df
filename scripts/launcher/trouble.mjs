/** A failure that is not a bug of the launcher: told in one sentence with a way out, without a stack. */
export class Trouble extends Error {
  /**
   * @param {string} message
   * @param {string} [detail] what the program that failed had to say
   */
  constructor(message, detail) {
    super(message);
    this.detail = detail;
  }
}

/** Ends a wait when the person at the keyboard has asked us to stop. */
export class Stopped extends Error {
  constructor() {
    super('stopped on request');
  }
}
