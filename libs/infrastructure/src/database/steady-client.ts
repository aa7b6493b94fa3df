import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';
import { pulseOf, WONDER_AFTER_MS } from './frozen-server.js';

/** A statement that goes on is wondered about again. */
const WONDER_AGAIN_MS = 5_000;
/** What an answer may need on its way, after the server has nothing more to do for it. */
const ON_THE_WAY_MS = 300;
/** Plenty for every statement of ours; one connection may not gather them without end. */
const MOST_PREPARED = 400;
/** A prepared statement whose columns a migration changes would fail until the connection ends. */
const ALL_COLUMNS = /^\s*SELECT (\w+\.)?\*/i;

type Ask = (...given: unknown[]) => unknown;

export interface SteadyClientConfig extends ClientConfig {
  /** Whether a statement is given up when no answer to it can come any more; for processes that others wait for. */
  readonly givesUpOnFrozen?: boolean;
}

/**
 * The connection every pool of ours is made of.
 *
 * It does not take the process with it when it breaks. Between the pool letting go of a connection and its new holder
 * listening to it nobody hears its `error` event, and an event that nobody hears ends a Node process: an API under load
 * fell that way when its server was killed. Whoever uses the connection hears of the break all the same.
 *
 * It prepares what it is asked a second time: PostgreSQL then neither parses nor, as a rule, plans it again, which for
 * the statements of a transition costs more than running them.
 */
export class SteadyClient extends Client {
  private readonly seen = new Set<string>();

  constructor(private readonly given: SteadyClientConfig = {}) {
    super(given);
    this.on('error', () => undefined);
    // Not a method: @types/pg knows eight ways to call it, of which a pool uses one.
    const ask = this.query.bind(this) as Ask;
    Object.assign(this, { query: (...parts: unknown[]) => this.watched(ask(...this.prepared(parts))) });
  }

  /** The statement under the name it is prepared by, where it has been asked before. */
  protected prepared(parts: readonly unknown[]): readonly unknown[] {
    const [text, values, ...more] = parts;
    if (typeof text !== 'string' || !Array.isArray(values)) return parts;
    if (this.seen.has(text)) return [{ text, name: nameOf(text) }, values, ...more];
    if (this.seen.size < MOST_PREPARED && !ALL_COLUMNS.test(text)) this.seen.add(text);
    return parts;
  }

  protected watched(answer: unknown): unknown {
    if (!this.given.givesUpOnFrozen || !(answer instanceof Promise)) return answer;
    let timer: NodeJS.Timeout | undefined;
    let isAnswered = false;
    const wonder = async (): Promise<void> => {
      if (await this.isLost(() => isAnswered)) this.giveUp();
      else if (!isAnswered) timer = setTimeout(() => void wonder(), WONDER_AGAIN_MS);
    };
    timer = setTimeout(() => void wonder(), WONDER_AFTER_MS);
    return answer.finally(() => {
      isAnswered = true;
      clearTimeout(timer);
    });
  }

  /**
   * Whether no answer can come: the server answers nobody, or it has nothing to do for this connection, so that question
   * or answer was lost on the way. A session it does not know (behind a pooler) tells nothing.
   */
  private async isLost(isAnswered: () => boolean): Promise<boolean> {
    const { isFrozen, idleProcesses } = await pulseOf(this.given);
    const { processID } = this as unknown as { readonly processID: number | null };
    if (isAnswered()) return false;
    if (isFrozen || processID === null || !idleProcesses.has(processID)) return isFrozen;
    const before = this.stream.bytesRead;
    await new Promise((resolve) => setTimeout(resolve, ON_THE_WAY_MS));
    // What came while this process was busy has to be heard first, and a long answer may still be coming.
    await new Promise((resolve) => setImmediate(resolve));
    return !isAnswered() && this.stream.bytesRead === before;
  }

  /** Whoever waits hears that the connection was lost; the pool makes another when there is a server again. */
  private giveUp(): void {
    this.stream.destroy();
  }

  private get stream(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size > 10 * MOST_PREPARED) names.clear();
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    names.set(text, name);
  }
  return name;
}
