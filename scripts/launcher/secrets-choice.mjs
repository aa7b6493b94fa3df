import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ownedFolder } from './embedded-postgres.mjs';
import { operate } from './operator-commands.mjs';
import { dataFolder } from './project.mjs';

/**
 * What must not lie in the database: the key the audit trail is signed with, the checkpoints it is signed to, and the key
 * that encrypts second factors. Beside the embedded database all three are in files below `.data`.
 * @param {import('./launch.mjs').Launch} launch
 * @param {{ embedded: boolean, user: import('./ordinary-user.mjs').OrdinaryUser | undefined }} options
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function chooseSecrets({ data, ending }, { embedded, user }) {
  // With a database of one's own the files are named by whoever runs it, or nothing is signed.
  if (!embedded) return {};
  const secretsKey = process.env['SECRETS_KEY'] || data.secrets.secretsKey;
  if (process.env['AUDIT_KEY_FILE']) return { SECRETS_KEY: secretsKey };
  const folder = ownedFolder(join(dataFolder, 'audit'), user);
  const keyFile = join(folder, 'key.pem');
  if (!existsSync(keyFile)) {
    await operate(['audit', 'new-key', '--file', keyFile], { env: {}, user, signal: ending.signal });
  }
  return {
    SECRETS_KEY: secretsKey,
    AUDIT_KEY_FILE: keyFile,
    AUDIT_CHECKPOINT_FILE: join(folder, 'checkpoints.jsonl'),
  };
}
