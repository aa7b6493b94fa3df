/**
 * What the parts of one start share.
 * @typedef {object} Launch
 * @property {import('./ending.mjs').Ending} ending
 * @property {import('./data-folder.mjs').DataFolder} data
 * @property {import('./promised-ports.mjs').PromisedPorts} ports
 */

/**
 * A decision made once, at the start, and told to every process by its environment.
 * @typedef {object} Choice
 * @property {boolean} embedded whether it is a server of ours
 * @property {NodeJS.ProcessEnv} env
 * @property {NodeJS.ProcessEnv} [migrationEnv] told only to whoever changes the tables
 */

export {};
