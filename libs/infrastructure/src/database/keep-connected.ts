import type { DataSource } from 'typeorm';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Connects the data source in the background and goes on trying while the database is away, so that a process can
 * start before its database. Once connected, the pool itself finds the way back. Returns what stops the trying.
 */
export function keepConnected(
  dataSource: DataSource,
  onFailure: (error: unknown) => void,
  onConnected: () => void = () => undefined,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const attempt = (pauseMs: number): void => {
    dataSource.initialize().then(onConnected, (error: unknown) => {
      if (stopped) return;
      onFailure(error);
      timer = setTimeout(() => attempt(Math.min(pauseMs * 2, LONGEST_PAUSE_MS)), pauseMs);
    });
  };
  attempt(FIRST_PAUSE_MS);

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
