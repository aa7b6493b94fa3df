import { createDataSource, type DataSource, InvalidConfiguration } from '#libs/infrastructure';

/** Opens the database of `DATABASE_URL` for one piece of work and closes it after. A command needs nothing else of the configuration. */
export async function withDatabase<Result>(
  environment: NodeJS.ProcessEnv,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  const url = environment['DATABASE_URL'];
  if (!url)
    throw new InvalidConfiguration([
      'DATABASE_URL is missing: npm start runs a database of its own, or set the address of yours',
    ]);
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'upon-request-cli' });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
