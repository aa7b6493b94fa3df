import 'reflect-metadata';
import {
  createLogger,
  InvalidConfiguration,
  readConfiguration,
  serveMetrics,
  stopGracefully,
} from '#libs/infrastructure';
import { collectDefaultMetrics, register } from 'prom-client';
import { createWorker } from './create-worker.js';

async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const logger = createLogger('worker', configuration.logLevel);
  collectDefaultMetrics({ register });
  const worker = await createWorker(configuration, logger, register);
  const metrics = await serveMetrics(configuration.api.host, configuration.worker.metricsPort, () => worker.health());
  logger.info({ metricsPort: metrics.port, queue: configuration.queue.backend }, 'worker running');
  stopGracefully(logger, configuration.stopDeadlineSeconds, async () => {
    await worker.stop();
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
        ? 'A port is taken: choose another with WORKER_METRICS_PORT.\n'
        : `The worker could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(unusable ? 78 : 1);
});
