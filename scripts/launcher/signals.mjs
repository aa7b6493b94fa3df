/**
 * Whether a process (or any member of its group) is there. One that belongs to another user counts as there.
 * @param {number} pid @param {boolean} [group]
 */
export function isAlive(pid, group = false) {
  try {
    process.kill(group ? -pid : pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Sends a signal to a process that may have ended meanwhile, which is no fault.
 * @param {number} pid @param {NodeJS.Signals} signal @param {boolean} [group]
 */
export function signalProcess(pid, signal, group = false) {
  try {
    process.kill(group ? -pid : pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}
