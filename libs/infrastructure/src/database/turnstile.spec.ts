import { describe, expect, it, jest } from '@jest/globals';
import { DatabaseBusy, Turnstile } from './turnstile.js';

/** Work that ends when it is told to. */
function held(): { readonly work: () => Promise<string>; readonly end: () => void; readonly begun: () => boolean } {
  let hasBegun = false;
  let end = (): void => undefined;
  const ended = new Promise<string>((resolve) => (end = () => resolve('done')));
  const work = (): Promise<string> => {
    hasBegun = true;
    return ended;
  };
  return { work, end: () => end(), begun: () => hasBegun };
}

describe('a turnstile', () => {
  it('lets only so many in, and the next when one leaves, in the order they came', async () => {
    const turnstile = new Turnstile(2, 60_000);
    const [first, second, third, fourth] = [held(), held(), held(), held()];
    const passing = [first, second, third, fourth].map(({ work }) => turnstile.pass(work));
    expect([first, second, third, fourth].map(({ begun }) => begun())).toEqual([true, true, false, false]);
    second.end();
    await passing[1];
    expect([third.begun(), fourth.begun()]).toEqual([true, false]);
    for (const one of [first, third, fourth]) one.end();
    expect(await Promise.all(passing)).toEqual(['done', 'done', 'done', 'done']);
  });

  it('gives the place of work that failed to the next', async () => {
    const turnstile = new Turnstile(1, 60_000);
    const failed = turnstile.pass(() => Promise.reject(new Error('no')));
    const next = turnstile.pass(() => Promise.resolve('in'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('in');
  });

  it('sends away who has waited too long, and does not count them afterwards', async () => {
    jest.useFakeTimers();
    try {
      const turnstile = new Turnstile(1, 1_500);
      const long = held();
      const passing = turnstile.pass(long.work);
      const refused = expect(turnstile.pass(held().work)).rejects.toThrow(DatabaseBusy);
      await jest.advanceTimersByTimeAsync(1_500);
      await refused;
      const next = turnstile.pass(() => Promise.resolve('in'));
      long.end();
      await passing;
      expect(await next).toBe('in');
    } finally {
      jest.useRealTimers();
    }
  });
});
