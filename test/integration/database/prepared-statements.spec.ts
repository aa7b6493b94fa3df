import { createDataSource, rows } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { aDatabase } from '../../support/database.js';

describe('a connection', () => {
  const database = aDatabase();
  let dataSource: DataSource;

  beforeAll(async () => {
    dataSource = createDataSource({ url: database.url, poolSize: 1, applicationName: 'one connection' });
    await dataSource.initialize();
    await dataSource.query('CREATE TABLE grows (a integer)');
    await dataSource.query('INSERT INTO grows VALUES (1)');
  });
  afterAll(() => dataSource.destroy());

  const prepared = async (like: string): Promise<number> =>
    (await rows(dataSource, `SELECT 1 FROM pg_prepared_statements WHERE statement LIKE '${like}'`)).length;

  it('prepares what it is asked a second time, and not what it is asked once', async () => {
    for (const n of [1, 2, 3])
      expect(await rows(dataSource, 'SELECT $1::int * 2 AS twice', [n])).toEqual([{ twice: 2 * n }]);
    await rows(dataSource, 'SELECT $1::int * 3 AS thrice', [1]);
    expect(await prepared('%twice%')).toBe(1);
    expect(await prepared('%thrice%')).toBe(0);
  });

  it('goes on answering while a migration adds a column', async () => {
    const all = () => rows(dataSource, 'SELECT * FROM grows WHERE a = $1', [1]);
    const one = () => rows(dataSource, 'SELECT g.a FROM (SELECT * FROM grows) g WHERE g.a = $1', [1]);
    for (const ask of [all, all, one, one]) expect(await ask()).toEqual([{ a: 1 }]);
    await dataSource.query('ALTER TABLE grows ADD COLUMN b integer');
    expect(await all()).toEqual([{ a: 1, b: null }]);
    expect(await one()).toEqual([{ a: 1 }]);
  });
});
