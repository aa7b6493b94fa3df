import { type Stores, UnitOfWork } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { PatientUnitOfWork } from './patient-unit-of-work.js';

const AWAY = Object.assign(new Error('terminating connection'), { code: '57P01' });

/** A unit of work that fails so often with what the test says. */
class Failing extends UnitOfWork {
  runs = 0;

  constructor(
    private readonly times: number,
    private readonly error: Error,
  ) {
    super();
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    this.runs += 1;
    return this.runs <= this.times ? Promise.reject(this.error) : work({} as Stores);
  }
}

describe('work that must be noted', () => {
  it('waits out a database that is away', async () => {
    const failing = new Failing(2, AWAY);
    expect(await new PatientUnitOfWork(failing).run(() => Promise.resolve('noted'))).toBe('noted');
    expect(failing.runs).toBe(3);
  });

  it('does not wait for ever', async () => {
    await expect(new PatientUnitOfWork(new Failing(99, AWAY), 250).run(() => Promise.resolve())).rejects.toBe(AWAY);
  });

  it('fails at once for any other reason', async () => {
    const failing = new Failing(1, new TypeError('a fault of ours'));
    await expect(new PatientUnitOfWork(failing).run(() => Promise.resolve())).rejects.toThrow('a fault of ours');
    expect(failing.runs).toBe(1);
  });
});
