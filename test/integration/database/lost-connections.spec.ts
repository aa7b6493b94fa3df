import { createDataSource, isDatabaseAway, rows } from '#libs/infrastructure';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CuttableLine } from '../../support/cuttable-line.js';
import { aDatabase } from '../../support/database.js';

/** Two seconds, and some for a busy machine. */
const SOON_MS = 5_000;

describe('a connection that others wait for', () => {
  const database = aDatabase();
  let line: CuttableLine;
  let dataSource: DataSource;

  beforeEach(async () => {
    line = await CuttableLine.to(database.url);
    dataSource = createDataSource({
      ...{ url: line.through(database.url), poolSize: 1, applicationName: 'through a line' },
      givesUpOnFrozen: true,
    });
    await dataSource.initialize();
  });
  afterEach(async () => {
    await line.close();
    await dataSource.destroy();
  });

  it('is given up where question or answer was lost without a word, and another is made', async () => {
    line.lose();
    const askedAt = performance.now();
    const error: unknown = await rows(dataSource, 'SELECT 1').catch((reason: unknown) => reason);
    expect(isDatabaseAway(error)).toBe(true);
    expect(performance.now() - askedAt).toBeLessThan(SOON_MS);
    expect(await rows(dataSource, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
  });

  it('is given up as well in the middle of a transaction', async () => {
    const cutShort = dataSource.transaction(async (manager) => {
      await manager.query('SELECT 1');
      line.lose();
      await manager.query('SELECT 2');
    });
    const error: unknown = await cutShort.catch((reason: unknown) => reason);
    expect(isDatabaseAway(error)).toBe(true);
    expect(await rows(dataSource, 'SELECT 1 AS answer')).toEqual([{ answer: 1 }]);
  });

  it('is kept where the server is at work for it, however long', async () => {
    expect(await rows(dataSource, 'SELECT pg_sleep(2.5) IS NOT NULL AS slept')).toEqual([{ slept: true }]);
    expect(await dataSource.transaction((manager) => rows(manager, 'SELECT pg_sleep(1.6), 1 AS answer'))).toMatchObject(
      [{ answer: 1 }],
    );
  });
});
