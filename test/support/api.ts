import { createLogger, DataSource, readConfiguration } from '#libs/infrastructure';
import { afterAll, beforeAll } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from '../../apps/api/src/create-api.js';
import type { TestDatabase } from './database.js';
import { until } from './until.js';

/** The real API over a test database, asked without a port (`inject`). Read `app` inside tests and hooks. */
export function anApi(
  database: TestDatabase,
  environment: NodeJS.ProcessEnv = {},
): { readonly app: NestFastifyApplication } {
  let app: NestFastifyApplication | undefined;
  beforeAll(async () => {
    const configuration = readConfiguration({
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '5',
      // Late is not wrong on a busy machine.
      DATABASE_WAIT_MS: '20000',
      QUEUE_BACKEND: 'postgres',
      SMTP_URL: 'smtp://localhost:1',
      // A test asks in a minute what an office asks in a day, all of it from one place.
      REQUESTS_PER_MINUTE_SOURCE: '1000000',
      ...environment,
    });
    app = await createApi(configuration, createLogger('api', 'silent'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const dataSource = app.get(DataSource);
    await until('the API has found its database', () => dataSource.isInitialized);
  }, 60_000);
  afterAll(async () => {
    await app?.close();
  }, 60_000);
  return {
    get app() {
      if (!app) throw new Error('The API is there in tests and hooks only.');
      return app;
    },
  };
}
