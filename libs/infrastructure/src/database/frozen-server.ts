import { Client, type ClientConfig } from 'pg';

/** How long a statement may take before somebody asks whether the server answers at all. */
export const WONDER_AFTER_MS = 1_000;
/** A caller must hear "not now" within two seconds. */
const ANSWER_WITHIN_MS = 700;

const asking = new Map<string, Promise<boolean>>();

/**
 * Whether a server that keeps a statement waiting answers nobody: its machine has frozen, or the way there has been lost
 * without a word. One that refuses, or is only slow, is not frozen. Connections that wonder at once share one question.
 */
export function isFrozen(config: ClientConfig): Promise<boolean> {
  const server = config.connectionString ?? '';
  const asked = asking.get(server) ?? ask(config).finally(() => asking.delete(server));
  asking.set(server, asked);
  return asked;
}

async function ask(config: ClientConfig): Promise<boolean> {
  const client = new Client({ ...config, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return false;
  } catch (error) {
    return error instanceof Error && /timeout/.test(error.message);
  }
}
