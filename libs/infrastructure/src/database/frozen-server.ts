import { Client, type ClientConfig } from 'pg';

/** How long a statement may take before somebody asks whether the server answers at all. */
export const WONDER_AFTER_MS = 1_000;
/** A caller must hear "not now" within two seconds. */
const ANSWER_WITHIN_MS = 700;

/** What a server says that is asked over a connection of its own. */
export interface Pulse {
  /** It answers nobody: its machine has frozen, or the way there has been lost without a word. */
  readonly isFrozen: boolean;
  /** Sessions of ours that it believes to have nothing to do. */
  readonly idleProcesses: ReadonlySet<number>;
}

const asking = new Map<string, Promise<Pulse>>();

/**
 * How a server is that keeps a statement waiting. One that refuses, or is only slow, is not frozen. Connections that
 * wonder at once share one question.
 */
export function pulseOf(config: ClientConfig): Promise<Pulse> {
  const server = config.connectionString ?? '';
  const asked = asking.get(server) ?? ask(config).finally(() => asking.delete(server));
  asking.set(server, asked);
  return asked;
}

async function ask(config: ClientConfig): Promise<Pulse> {
  const client = new Client({ ...config, connectionTimeoutMillis: ANSWER_WITHIN_MS, query_timeout: ANSWER_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE usename = current_user AND state LIKE 'idle%'`,
    );
    return { isFrozen: false, idleProcesses: new Set(rows.map(({ pid }) => pid)) };
  } catch (error) {
    return { isFrozen: error instanceof Error && /timeout/.test(error.message), idleProcesses: new Set() };
  } finally {
    void client.end().catch(() => undefined);
  }
}
