import { describe, expect, it } from '@jest/globals';
import { createDataSource, migrate } from '#libs/infrastructure';
import { anEmptyDatabase } from '../../support/database.js';

describe('migrating', () => {
  const database = anEmptyDatabase();

  async function migrateOnce(): Promise<readonly string[]> {
    const dataSource = createDataSource({ url: database.url, poolSize: 2, applicationName: 'test' });
    await dataSource.initialize();
    try {
      return await migrate(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  it('is done once by processes that start together, the others waiting for the first', async () => {
    const ran = await Promise.all([migrateOnce(), migrateOnce(), migrateOnce()]);
    const working = ran.filter((names) => names.length > 0);
    expect(working).toHaveLength(1);
    expect(working[0]).toContain('People1764000000000');
  });

  it('changes nothing the second time', async () => {
    expect(await migrateOnce()).toEqual([]);
  });
});
