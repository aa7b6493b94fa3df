import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What a process number stands for now, to tell our own leftover from a stranger that got its number.
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process
 */
export function commandLineOf(pid) {
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
    } catch {
      return undefined;
    }
  }
  const { status, stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
