import { generateKeyPairSync } from 'node:crypto';
import { chownSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './project.mjs';

/**
 * What production is given by its operator, made here for the embedded mode: a key that encrypts second factors, one that
 * signs the audit chain, and a file beside the database for its checkpoints. On one machine these show how it works; they
 * keep nothing from whoever holds the machine.
 * @param {import('./data-folder.mjs').DataFolder} data
 * @param {import('./ordinary-user.mjs').OrdinaryUser | undefined} user who runs the programs
 * @returns {NodeJS.ProcessEnv}
 */
export function embeddedKeys(data, user) {
  const keyFile = join(dataFolder, 'audit-key.pem');
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  if (user) chownSync(keyFile, user.uid, user.gid);
  const named = process.env['AUDIT_KEY_FILE'] || process.env['AUDIT_CHECKPOINT_FILE'];
  return {
    SECRETS_KEY: process.env['SECRETS_KEY'] || data.secrets.secretsKey,
    ...(named ? {} : { AUDIT_KEY_FILE: keyFile, AUDIT_CHECKPOINT_FILE: join(dataFolder, 'audit-checkpoints.jsonl') }),
    // The demonstration accounts have no second factor to show.
    STRICT_NEEDS_SECOND_FACTOR: process.env['STRICT_NEEDS_SECOND_FACTOR'] || 'no',
  };
}
