import { createInterface } from 'node:readline';
import { cliProgram } from './operator-commands.mjs';
import { startProcess } from './processes.mjs';
import { step } from './steps.mjs';
import { Trouble } from './trouble.mjs';

/**
 * What `prepare --json` prints, a line for each part.
 * @typedef {{ part: 'schema', ran: string[] }} SchemaPart
 * @typedef {{ part: 'reference-data', loaded: number }} ReferenceDataPart
 * @typedef {{ part: 'demonstration', added: number } & import('./welcome.mjs').Demonstration} DemonstrationPart
 * @typedef {SchemaPart | ReferenceDataPart | DemonstrationPart} Part
 */

/**
 * Migrations, reference data and, in the embedded mode, the demonstration accounts.
 * @param {{ env: NodeJS.ProcessEnv, user: import('./ordinary-user.mjs').OrdinaryUser | undefined, signal: AbortSignal,
 *   withDemonstration: boolean }} options
 * @returns {Promise<DemonstrationPart | undefined>}
 */
export async function prepareDatabase({ env, user, signal, withDemonstration }) {
  const preparing = await startProcess({
    command: process.execPath,
    args: [cliProgram, 'prepare', '--json'],
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    user,
  });
  const stop = () => void preparing.stop();
  signal.addEventListener('abort', stop, { once: true });

  let complaint = '';
  preparing.child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
    complaint += chunk.toString();
  });
  const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (preparing.child.stdout) });
  const parts = lines[Symbol.asyncIterator]();
  /** @param {string} name @returns {Promise<unknown>} */
  const next = async (name) => {
    const { value, done } = await parts.next();
    signal.throwIfAborted();
    const part = done ? undefined : /** @type {Part} */ (JSON.parse(value));
    if (part?.part === name) return part;
    await preparing.exited;
    throw new Trouble('The database could not be prepared.', complaint);
  };

  try {
    await step('Database schema', async (done) => {
      const { ran } = /** @type {SchemaPart} */ (await next('schema'));
      done(
        ran.length === 0
          ? 'Database schema up to date'
          : `Database schema brought up to date by ${ran.length} migrations`,
      );
    });
    await step('Reference data', async (done) => {
      const { loaded } = /** @type {ReferenceDataPart} */ (await next('reference-data'));
      done(loaded === 0 ? 'Reference data up to date' : `Reference data loaded, ${loaded} datasets`);
    });
    if (!withDemonstration) return undefined;
    return await step('Demonstration accounts', async (done) => {
      const part = /** @type {DemonstrationPart} */ (await next('demonstration'));
      done(part.added === 0 ? 'Demonstration accounts are there' : `Demonstration accounts entered, ${part.added}`);
      return part;
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await preparing.exited;
  }
}
