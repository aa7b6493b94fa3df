import { request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP } from 'node:net';
import { type OutgoingWebhook, WebhookAddressRefused, type WebhookAnswer, WebhookSender } from '#libs/domain';
import type { BoxedWebhookSecrets } from './boxed-webhook-secrets.js';
import type { PermittedAddresses } from './permitted-addresses.js';
import { signaturesOf } from './webhook-signature.js';

/** What a receiver writes back is read so that it can finish, and thrown away. More is not waited for. */
const MOST_ANSWER_BYTES = 16 * 1024;
const MOST_HEADER_BYTES = 8 * 1024;

interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Sends by HTTPS to an address that was looked at, over a connection of its own, and follows nobody elsewhere. */
export class HttpWebhookSender extends WebhookSender {
  constructor(
    private readonly addresses: PermittedAddresses,
    private readonly secrets: BoxedWebhookSecrets,
  ) {
    super();
  }

  override async send(webhook: OutgoingWebhook): Promise<WebhookAnswer> {
    const { id, subscriptionId, url, keptSecrets, body, patienceSeconds } = webhook;
    const timestampSeconds = Math.floor(Date.now() / 1_000);
    const secrets = keptSecrets.map((kept) => this.secrets.open(kept, subscriptionId));
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'upon-request-webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': signaturesOf({ id, timestampSeconds, body }, secrets),
    };
    const startedMs = performance.now();
    const durationMs = (): number => Math.round(performance.now() - startedMs);
    try {
      const reply = await within(patienceSeconds, (signal) => this.post(new URL(url), headers, body, signal));
      const cause = causeOfStatus(reply.status);
      const retryAfterSeconds = cause === null ? null : secondsIn(reply.retryAfter);
      return { httpStatus: reply.status, cause, durationMs: durationMs(), retryAfterSeconds };
    } catch (error) {
      return { httpStatus: null, cause: causeOfFault(error), durationMs: durationMs(), retryAfterSeconds: null };
    }
  }

  private async post(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<Reply> {
    const address = await this.addresses.pin(url);
    signal.throwIfAborted();
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const isTls = url.protocol === 'https:';
    const options: RequestOptions = {
      method: 'POST',
      host: address,
      port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
      path: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...headers },
      // The certificate must be that of the name, though the connection goes to the address.
      ...(isTls && isIP(hostname) === 0 ? { servername: hostname } : {}),
      agent: false,
      signal,
      maxHeaderSize: MOST_HEADER_BYTES,
    };
    return new Promise((resolve, reject) => {
      const request = (isTls ? requestHttps : requestHttp)(options, (response) => {
        const reply = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
        let bytes = 0;
        const finish = (): void => {
          resolve(reply);
          response.destroy();
        };
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) finish();
        });
        response.on('end', finish);
        // The status has come; whatever breaks after it changes nothing.
        response.on('error', finish);
      });
      request.on('error', reject);
      request.end(body);
    });
  }
}

/** A question to the name server cannot be called off; its answer then finds nobody waiting. */
function within(seconds: number, work: (signal: AbortSignal) => Promise<Reply>): Promise<Reply> {
  const signal = AbortSignal.timeout(seconds * 1_000);
  const patienceIsOver = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error)),
  );
  return Promise.race([work(signal), patienceIsOver]);
}

/** Standard Webhooks: 2xx is a yes, and nothing else is. */
function causeOfStatus(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'webhook.redirected' : `webhook.http_${status}`;
}

function causeOfFault(error: unknown): string {
  if (error instanceof WebhookAddressRefused) return `webhook.address_${error.why}`;
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError' || code === 'ABORT_ERR') return 'webhook.timed_out';
  return `webhook.${typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : 'broken_off'}`;
}

/** Retry-After in seconds (RFC 9110, 10.2.3); its form as a date is left to our own pauses. */
function secondsIn(retryAfter: string | undefined): number | null {
  return retryAfter !== undefined && /^\d{1,9}$/.test(retryAfter.trim()) ? Number(retryAfter) : null;
}
