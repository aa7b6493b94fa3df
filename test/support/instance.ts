import { afterAll, beforeAll } from '@jest/globals';
import { DEMONSTRATION_PASSWORD, demonstrationAccounts } from '#libs/infrastructure';
import type { StateEntry } from '../../apps/cli/src/demonstration/api-answers.js';
import { ApiClient } from '../../apps/cli/src/demonstration/api-client.js';
import { Cast } from '../../apps/cli/src/demonstration/cast.js';
import { aDatabase, INHABITED, type TestDatabase } from './database.js';
import { MailServer } from './mail-server.js';
import type { QueueServer } from './queue-servers.js';
import { ServiceProcess } from './service-process.js';

/** The whole product as processes: API and worker as they are built, on ports the system chose. */
export interface Instance {
  readonly address: string;
  readonly client: ApiClient;
  readonly cast: Cast;
  readonly states: ReadonlyMap<string, StateEntry>;
  readonly database: TestDatabase;
  readonly mail: MailServer;
  readonly api: ServiceProcess;
  readonly worker: ServiceProcess;
  /** Starts the API again on the address it had, after a test has ended it. */
  restartApi(): Promise<void>;
}

interface Wishes {
  /** The queue's back end; PostgreSQL if none is named. */
  readonly queue?: (databaseUrl: string) => QueueServer | Promise<QueueServer>;
  /** Where the processes find the database, if not directly. */
  readonly databaseThrough?: (url: string) => Promise<string>;
  readonly withoutWorker?: boolean;
}

/**
 * An instance for the `describe` (or file) it is called in, on a database of its own with the demonstration accounts, and
 * with a mail server in the test. Read it inside tests and hooks.
 */
export function anInstance(wishes: Wishes = {}): Instance {
  const database = aDatabase({ poolSize: 5, template: INHABITED });
  const mail = new MailServer();
  let running: Pick<Instance, 'address' | 'client' | 'cast' | 'states' | 'api' | 'worker'> | undefined;

  beforeAll(async () => {
    await mail.start();
    const queue = await wishes.queue?.(database.url);
    await queue?.flush();
    const environment = {
      DATABASE_URL: (await wishes.databaseThrough?.(database.url)) ?? database.url,
      ...(queue?.choice.backend === 'redis' ? { REDIS_URL: queue.choice.url } : { QUEUE_BACKEND: 'postgres' }),
      SMTP_URL: mail.url,
      PUBLIC_URL: 'https://upon-request.example',
      HOST: '127.0.0.1',
      METRICS_PORT: '0',
      WORKER_METRICS_PORT: '0',
      LOG_LEVEL: 'debug',
      STOP_DEADLINE_SECONDS: '10',
      // The demonstration accounts have no second factor.
      STRICT_NEEDS_SECOND_FACTOR: 'no',
    };
    const api = new ServiceProcess('dist/apps/api/src/main.js', 'api listening', { ...environment, PORT: '0' });
    const worker = new ServiceProcess('dist/apps/worker/src/main.js', 'worker running', environment);
    const [said] = await Promise.all([api.start(), ...(wishes.withoutWorker ? [] : [worker.start()])]);
    const address = `http://127.0.0.1:${String(said?.['port'])}`;
    const client = new ApiClient(address, 30_000);
    const cast = new Cast(client, demonstrationAccounts(), DEMONSTRATION_PASSWORD);
    const { caller } = await cast.focalPointOf('KEN');
    const states = new Map((await caller.memberStates()).map((state) => [state.code, state]));
    running = { address, client, cast, states, api, worker };
  }, 120_000);

  afterAll(async () => {
    await Promise.all([running?.api.stop(), running?.worker.stop()]);
    await mail.stop();
  }, 60_000);

  const whenRunning = (): NonNullable<typeof running> => {
    if (!running) throw new Error('The instance is there in tests and hooks only.');
    return running;
  };
  return {
    database,
    mail,
    get address() {
      return whenRunning().address;
    },
    get client() {
      return whenRunning().client;
    },
    get cast() {
      return whenRunning().cast;
    },
    get states() {
      return whenRunning().states;
    },
    get api() {
      return whenRunning().api;
    },
    get worker() {
      return whenRunning().worker;
    },
    async restartApi() {
      const { api, address } = whenRunning();
      await api.start({ PORT: new URL(address).port });
    },
  };
}
