import type { BackendFactory, ConnectionOptions } from 'bullmq';

/** What differs between the two back ends BullMQ has. Everything else is `BullJobQueue`. */
export interface BullBackend {
  readonly name: 'redis' | 'postgres';
  readonly factory: BackendFactory;
  readonly producerConnection: ConnectionOptions;
  readonly workerConnection: ConnectionOptions;
  /** @throws QueueAway within seconds unless the back end answers and is ready for use. */
  ensureUp(): Promise<void>;
  warnings(): Promise<readonly string[]>;
  close(): Promise<void>;
}
