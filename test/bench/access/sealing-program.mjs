/** Seals and signs what is new, as the worker does every five seconds, whenever its parent says so. */
import { infrastructure, opened } from './library.mjs';

const { AuditKey, CheckpointFile, SealAudit } = await infrastructure();
const environment = (/** @type {string} */ name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing`);
  return value;
};
const source = await opened(environment('DATABASE_URL'), { standing: 'system', poolSize: 1 });
const sealing = new SealAudit(source, {
  key: await AuditKey.fromFile(environment('AUDIT_KEY_FILE')),
  checkpoints: new CheckpointFile(environment('AUDIT_CHECKPOINT_FILE')),
});
process.on('message', () => void sealing.sealAll().then((sealed) => process.send?.({ sealed })));
process.on('disconnect', () => process.exit());
process.send?.('ready');
