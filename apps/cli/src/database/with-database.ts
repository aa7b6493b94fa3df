import { createDataSource, type DataSource, InvalidConfiguration } from '#libs/infrastructure';

/** Opens the database of `DATABASE_URL` for one piece of work and closes it after. A command needs nothing else of the configuration. */
export function withDatabase<Result>(
  environment: NodeJS.ProcessEnv,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  return opened(environment['DATABASE_URL'], work);
}

/**
 * The same as the role that owns the tables, which is another than the one that works with them: `MIGRATION_DATABASE_URL`.
 * Without it, `DATABASE_URL` names one role for everything.
 */
export function withOwnedDatabase<Result>(
  environment: NodeJS.ProcessEnv,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  return opened(environment['MIGRATION_DATABASE_URL'] || environment['DATABASE_URL'], work);
}

async function opened<Result>(
  url: string | undefined,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  if (!url)
    throw new InvalidConfiguration([
      'DATABASE_URL is missing: npm start runs a database of its own, or set the address of yours',
    ]);
  const dataSource = createDataSource({ url, poolSize: 2, applicationName: 'upon-request-cli', standing: 'system' });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
