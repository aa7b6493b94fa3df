import { isUUID } from 'class-validator';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Histogram, register } from 'prom-client';

const duration = new Histogram({
  name: 'upon_request_http_request_duration_seconds',
  help: 'Time to answer, by method, route and status',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [register],
});

/** Counts and times every answer by its route's pattern (never by address: addresses hold ids), and logs a line each. */
export function observeRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const seconds = reply.elapsedTime / 1000;
    duration.observe({ method: request.method, route, status: reply.statusCode }, seconds);
    const { caseId } = (request.params ?? {}) as { readonly caseId?: string };
    logger.info(
      {
        requestId: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        // Whatever else stands there was worded by the caller: a token pasted into the wrong place, a line of a log.
        ...(isUUID(caseId) && { caseId }),
      },
      'request',
    );
    done();
  });
}
