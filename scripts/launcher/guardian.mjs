/**
 * A small program of its own that outlives the launcher by a moment: while it runs, its standard input is a
 * pipe held by the launcher. When the pipe closes, however the launcher came to its end, the guardian stops
 * every process it was told of, last started first, removes the temporary folders, and ends.
 *
 * Lines: `watch <pid> <signal> <graceMs> <self|group>`, `forget <pid>`, `folder <path as JSON>`,
 * `keep <path as JSON>`.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isAlive, signalProcess } from './signals.mjs';

/** @type {Map<number, { signal: NodeJS.Signals, graceMs: number, group: boolean }>} */
const watched = new Map();
/** @type {Set<string>} */
const folders = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word, ...rest] = line.split(' ');
  if (word === 'watch') {
    const [pid, signal, graceMs, whom] = rest;
    watched.set(Number(pid), {
      signal: /** @type {NodeJS.Signals} */ (signal),
      graceMs: Number(graceMs),
      group: whom === 'group',
    });
  }
  if (word === 'forget') watched.delete(Number(rest[0]));
  if (word === 'folder') folders.add(JSON.parse(rest.join(' ')));
  if (word === 'keep') folders.delete(JSON.parse(rest.join(' ')));
}

for (const [pid, { signal, graceMs, group }] of [...watched].reverse()) {
  const deadline = Date.now() + graceMs;
  signalProcess(pid, signal, group);
  while (isAlive(pid, group) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  if (isAlive(pid, group)) signalProcess(pid, 'SIGKILL', group);
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
