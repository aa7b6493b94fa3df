/**
 * Loaded before a program (`node --import`), tells where it spends its time. Every SIGUSR2 ends a period and begins the
 * next: what was sampled on the processor, and how long statements were waited for, are written to the file named.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import pg from 'pg';

const file = process.env['PROFILE_TO'];
if (!file) throw new Error('PROFILE_TO must name the file to write to');

let waits = { statements: 0, milliseconds: 0 };
const query = pg.Client.prototype.query;
pg.Client.prototype.query = function timed(/** @type {any[]} */ ...given) {
  const askedAt = performance.now();
  const done = () => {
    waits.statements += 1;
    waits.milliseconds += performance.now() - askedAt;
  };
  // What has its own way of hearing the answer, as a statement with settings in front, is given no promise.
  const [submitted] = given;
  if (typeof submitted?.submit === 'function') {
    const told = submitted.callback;
    submitted.callback = (/** @type {any[]} */ ...answer) => {
      done();
      return told(...answer);
    };
  }
  const answer = Reflect.apply(query, this, given);
  if (answer instanceof Promise) answer.then(done, done);
  return answer;
};

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: 1_000 });
await session.post('Profiler.start');

process.on('SIGUSR2', () => void turn(file));

/** @param {string} to */
async function turn(to) {
  const { profile } = await session.post('Profiler.stop');
  writeFileSync(`${to}.part`, JSON.stringify({ profile, waits }));
  // Starting takes a second or more, in which nothing is answered: whoever waits for the file is not to measure that.
  await session.post('Profiler.start');
  waits = { statements: 0, milliseconds: 0 };
  renameSync(`${to}.part`, to);
}
