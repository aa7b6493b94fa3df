import {
  askingForWhoever,
  type Configuration,
  createDataSource,
  keepConnected,
  refuseChangedLifecycles,
  RequestCounts,
  warnWithoutWall,
} from '#libs/infrastructure';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { fastifyCookie } from '@fastify/cookie';
import helmet from '@fastify/helmet';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from './app.module.js';
import { answerAbsenceEvenly } from './http/even-absence.js';
import { answerWithProblem } from './http/problem-details.filter.js';
import { RequestLimits } from './http/request-limits.js';
import { observeRequests } from './metrics/request-metrics.js';
import { publishApiDocument } from './openapi/api-document.js';
import { refuseUndeclaredRoutes } from './people/undeclared-routes.js';

/** One request may carry this much; documents have their own address and limit. */
const BODY_LIMIT_BYTES = 256 * 1024;

/**
 * Builds the API without listening. It comes up while the database is away (live, not ready) and finds it by itself.
 */
export async function createApi(configuration: Configuration, logger: Logger): Promise<NestFastifyApplication> {
  const dataSource = createDataSource({
    url: configuration.databaseUrl,
    poolSize: configuration.databasePoolSize,
    waitMs: configuration.databaseWaitMs,
    applicationName: 'upon-request-api',
    givesUpOnFrozen: true,
  });
  const stopConnecting = keepConnected(
    dataSource,
    (error) => logger.warn({ code: (error as { code?: unknown }).code }, 'database away, trying again'),
    () => {
      void refuseChangedLifecycles(dataSource, logger);
      void warnWithoutWall(dataSource, logger);
    },
  );

  const overTls = configuration.api.publicUrl.startsWith('https:');
  const counts = new RequestCounts(dataSource, (error) => logger.warn({ err: error }, 'requests are counted alone'));
  const limits = new RequestLimits(counts, configuration.api.requestsPerMinute);
  const adapter = new FastifyAdapter({
    // Where a request came from is what the connection says, unless it comes from a proxy of ours.
    trustProxy: configuration.api.trustedProxies.length > 0 ? [...configuration.api.trustedProxies] : false,
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => uuidv7(),
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerWithProblem(error, request, reply, logger),
  });
  // Fastify's own parser of JSON is the only one: it tells an empty body from a broken one, and nothing else is taken.
  adapter.getInstance().removeContentTypeParser('text/plain');
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ configuration, dataSource, logger, limits }),
    adapter,
    {
      logger: false,
      abortOnError: false,
      bufferLogs: false,
      bodyParser: false,
    },
  );
  refuseUndeclaredRoutes(app);
  app.setGlobalPrefix('api/v1', { exclude: ['health/live', 'health/ready'] });

  const fastify = adapter.getInstance();
  answerAbsenceEvenly(fastify);
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  // Whatever a request asks of the database it asks for whoever is signed in, from the first guard on: the database itself
  // then keeps back what that person may not see, should a statement forget to.
  fastify.addHook('preHandler', (_request, _reply, done) => askingForWhoever(done));
  observeRequests(fastify, logger);

  await app.register(fastifyCookie);
  await app.register(helmet, {
    // The API pages bring their own script and style; nothing is fetched from elsewhere.
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        scriptSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: overTls ? [] : null,
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    strictTransportSecurity: overTls,
  });
  counts.start();
  fastify.addHook('onRequest', ({ ip, url }, _reply, done) => {
    // Whoever asks whether the process lives is never told to come back later.
    if (!url.startsWith('/health/')) limits.countSource(ip);
    done();
  });
  publishApiDocument(app, configuration);
  fastify.addHook('onClose', async () => {
    stopConnecting();
    await counts.stop();
    if (dataSource.isInitialized) await dataSource.destroy();
  });
  return app;
}
