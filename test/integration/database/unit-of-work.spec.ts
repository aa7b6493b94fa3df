import { PostgresUnitOfWork, rows } from '#libs/infrastructure';
import { describe, expect, it } from '@jest/globals';
import { aDatabase } from '../../support/database.js';

describe('units of work', () => {
  const database = aDatabase({ poolSize: 4 });

  it('come through together however many they are, though each asks something outside of its own transaction', async () => {
    const unitOfWork = new PostgresUnitOfWork(database.dataSource);
    const askOutside = (): Promise<unknown> => rows(database.dataSource, 'SELECT count(*) FROM people');
    const many = Array.from({ length: 40 }, () =>
      unitOfWork.run(async (stores) => {
        await stores.now();
        await askOutside();
        return 'done';
      }),
    );
    expect(await Promise.all(many)).toEqual(Array.from({ length: 40 }, () => 'done'));
  });
});
