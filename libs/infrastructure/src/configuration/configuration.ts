import { isIP } from 'node:net';
import type { OpenIdSettings } from '../people/openid-provider.js';
import { openIdFrom } from './openid-configuration.js';
import ipaddr from 'ipaddr.js';

/**
 * Everything the processes are told by their environment, parsed once in `main`. A fault is reported
 * by the variable's name, never by its value: values may be secrets.
 */
export interface Configuration {
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** How long a request or a job waits for a connection, in milliseconds. */
  readonly databaseWaitMs: number;
  readonly queue:
    { readonly backend: 'redis'; readonly url: string } | { readonly backend: 'postgres'; readonly url: string };
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly metricsPort: number;
    readonly publicUrl: string;
    /** Addresses and networks whose word on where a request came from counts; nobody's where it is empty. */
    readonly trustedProxies: readonly string[];
    readonly requestsPerMinute: { readonly person: number; readonly source: number };
  };
  readonly worker: { readonly metricsPort: number };
  readonly mail: { readonly smtpUrl: string; readonly from: string };
  /** Where answers by mail are taken, by SMTP from the organisation's own mail server; null where they are not. */
  readonly replies: { readonly address: string; readonly host: string; readonly port: number } | null;
  /** Where the audit chain is signed to; null where neither file is named, and then nothing is signed. */
  readonly audit: { readonly keyFile: string; readonly checkpointFile: string } | null;
  /** Encrypts what the database must not be able to read by itself, 32 bytes; null where none is given. */
  readonly secretsKey: Buffer | null;
  /** The identity provider people sign in with; null where none is named. */
  readonly openId: OpenIdSettings | null;
  /** Whether strictly confidential cases ask for a second factor shown lately. Only an instance for demonstration says no. */
  readonly strictNeedsSecondFactor: boolean;
  /** Private networks in which receivers of webhooks may lie all the same, such as `10.20.0.0/16`. */
  readonly webhooks: { readonly allowedNetworks: readonly string[] };
  readonly logLevel: string;
  /** How long a process may take to finish what it is doing when it is told to stop. */
  readonly stopDeadlineSeconds: number;
}

export class InvalidConfiguration extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** @throws InvalidConfiguration naming every bad variable at once. */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const faults: string[] = [];

  const url = (name: string, schemes: readonly string[], fallback?: string): string => {
    const value = environment[name] ?? fallback;
    if (!value) {
      faults.push(`${name} is missing (expected ${schemes.join(' or ')}//…)`);
      return '';
    }
    if (!URL.canParse(value) || !schemes.includes(new URL(value).protocol)) {
      faults.push(`${name} is not a URL that starts with ${schemes.join(' or ')}//`);
    }
    return value;
  };
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const value = environment[name];
    if (value === undefined || value === '') return fallback;
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max) {
      faults.push(`${name} must be a whole number from ${min} to ${max}`);
    }
    return number;
  };

  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const queue: Configuration['queue'] =
    environment['QUEUE_BACKEND'] === 'postgres'
      ? { backend: 'postgres', url: databaseUrl }
      : { backend: 'redis', url: url('REDIS_URL', ['redis:', 'rediss:']) };
  const port = whole('PORT', 3000, 0, 65_535);
  const replyAddress = environment['REPLY_ADDRESS'] ?? '';
  if (replyAddress !== '' && !/^[A-Za-z0-9._-]{1,24}@[A-Za-z0-9.-]+$/.test(replyAddress))
    faults.push('REPLY_ADDRESS must be an address with a short local part, such as reply@example.org');
  const keyFile = environment['AUDIT_KEY_FILE'] ?? '';
  const checkpointFile = environment['AUDIT_CHECKPOINT_FILE'] ?? '';
  if ((keyFile === '') !== (checkpointFile === ''))
    faults.push('AUDIT_KEY_FILE and AUDIT_CHECKPOINT_FILE belong together: name both or neither');
  const secretsKey = environment['SECRETS_KEY'] ? Buffer.from(environment['SECRETS_KEY'], 'base64') : null;
  if (secretsKey && secretsKey.length !== 32)
    faults.push('SECRETS_KEY must be 32 random bytes in Base64 (openssl rand -base64 32)');
  const strictNeedsSecondFactor = environment['STRICT_NEEDS_SECOND_FACTOR'] ?? 'yes';
  if (!['yes', 'no'].includes(strictNeedsSecondFactor)) faults.push('STRICT_NEEDS_SECOND_FACTOR must be yes or no');
  const openId = openIdFrom(environment, faults);
  const trustedProxies = (environment['TRUSTED_PROXIES'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (!trustedProxies.every(isNetwork))
    faults.push('TRUSTED_PROXIES must be addresses or networks (10.0.0.0/8), with commas');
  const allowedNetworks = (environment['WEBHOOK_ALLOWED_NETWORKS'] ?? '')
    .split(',')
    .map((network) => network.trim())
    .filter((network) => network !== '');
  if (!allowedNetworks.every((network) => ipaddr.isValidCIDR(network)))
    faults.push('WEBHOOK_ALLOWED_NETWORKS must be networks like 10.20.0.0/16, with commas between them');
  const logLevel = environment['LOG_LEVEL'] ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) faults.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);

  const configuration: Configuration = {
    databaseUrl,
    databasePoolSize: whole('DATABASE_POOL_SIZE', 10, 2, 1_000),
    databaseWaitMs: whole('DATABASE_WAIT_MS', 1_500, 100, 60_000),
    queue,
    api: {
      host: environment['HOST'] ?? '127.0.0.1',
      port,
      metricsPort: whole('METRICS_PORT', 9464, 0, 65_535),
      publicUrl: url('PUBLIC_URL', ['http:', 'https:'], `http://localhost:${port}`),
      trustedProxies,
      requestsPerMinute: {
        person: whole('REQUESTS_PER_MINUTE_PERSON', 1_200, 1, 1_000_000_000),
        source: whole('REQUESTS_PER_MINUTE_SOURCE', 6_000, 1, 1_000_000_000),
      },
    },
    worker: { metricsPort: whole('WORKER_METRICS_PORT', 9465, 0, 65_535) },
    mail: {
      smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
      from: environment['MAIL_FROM'] ?? 'Upon Request <no-reply@upon-request.invalid>',
    },
    replies:
      replyAddress === ''
        ? null
        : {
            address: replyAddress.toLowerCase(),
            host: environment['REPLY_SMTP_HOST'] ?? '127.0.0.1',
            port: whole('REPLY_SMTP_PORT', 2525, 0, 65_535),
          },
    audit: keyFile === '' ? null : { keyFile, checkpointFile },
    secretsKey,
    openId,
    strictNeedsSecondFactor: strictNeedsSecondFactor === 'yes',
    webhooks: { allowedNetworks },
    logLevel,
    stopDeadlineSeconds: whole('STOP_DEADLINE_SECONDS', 15, 1, 600),
  };
  if (faults.length > 0) throw new InvalidConfiguration(faults);
  return configuration;
}

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  // A prefix of 0 would trust everybody.
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}
