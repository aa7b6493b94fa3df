import { createServer, type ServerResponse } from 'node:http';
import { register } from 'prom-client';

/** What an orchestrator asks of a process without an HTTP edge of its own. */
export interface Health {
  readonly ready: boolean;
  /** What was looked at, in words an operator knows. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * Serves `/metrics` for Prometheus on a port of its own, so that figures are never within reach of the API's callers.
 * A process without an HTTP edge also answers `/health/live` and `/health/ready` here.
 */
export async function serveMetrics(
  host: string,
  port: number,
  health?: () => Promise<Health>,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
    } else if (request.url === '/metrics') {
      register.metrics().then(
        (text) => response.writeHead(200, { 'content-type': register.contentType }).end(text),
        () => response.writeHead(503).end(),
      );
    } else if (health && request.url === '/health/live') {
      sendJson(response, 200, { status: 'live' });
    } else if (health && request.url === '/health/ready') {
      health().then(
        ({ ready, detail }) =>
          sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...detail }),
        () => sendJson(response, 503, { status: 'not ready' }),
      );
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
