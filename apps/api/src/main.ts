import 'reflect-metadata';
import {
  createLogger,
  InvalidConfiguration,
  readConfiguration,
  serveMetrics,
  stopGracefully,
} from '#libs/infrastructure';
import { createApi } from './create-api.js';

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger('api', configuration.logLevel);
  const app = await createApi(configuration, logger);
  const metrics = await serveMetrics(configuration.api.host, configuration.api.metricsPort);
  await app.listen(configuration.api.port, configuration.api.host);
  // The real ones: port 0 asks the system for any that is free.
  const port = Number(new URL(await app.getUrl()).port);
  logger.info({ port, metricsPort: metrics.port }, 'api listening');
  stopGracefully(logger, configuration.stopDeadlineSeconds, async () => {
    await app.close();
    await metrics.close();
  });
}

main().catch((error: unknown) => {
  const unusable = error instanceof InvalidConfiguration;
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(
    unusable
      ? `${error.message}\n`
      : taken
        ? 'A port is taken: choose others with PORT and METRICS_PORT.\n'
        : `The API could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(unusable ? 78 : 1);
});
