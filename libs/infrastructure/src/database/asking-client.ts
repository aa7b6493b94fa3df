import pg, { type Connection } from 'pg';
import { type Asker, ASKER_SETTINGS, currentAsker, NOBODY, SYSTEM } from '../access/asking.js';
import { SteadyClient, type SteadyClientConfig } from './steady-client.js';

/** Goes into the options of a connection that asks for the system. */
export const AS_SYSTEM = '-c upon_request.standing=system';

/** Prepared once a connection under this name; `true` lets the settings go with the transaction. */
const PREFACE = 'asker';
const PREFACE_TEXT = `SELECT ${ASKER_SETTINGS.map((name, index) => `set_config('${name}', $${index + 1}, true)`).join(', ')}`;

/**
 * A connection that tells the database for whom it is asked (`askingAs`). The settings go in front of a statement, in the
 * same message to the server: outside of a transaction one implicit transaction holds both, so that they end with it, and
 * there is no round trip more. Within a transaction they are sent with its first statement and when the asker changes.
 */
export class AskingClient extends SteadyClient {
  /** Whose settings hold in the transaction that is open. */
  private inForce: Asker | undefined;
  private isPrefacePrepared = false;
  /** For whom the connection asks where nobody is named: what its own settings say. */
  private readonly unnamed: Asker;

  constructor(config?: SteadyClientConfig) {
    super(config);
    this.unnamed = config?.options?.includes(AS_SYSTEM) ? SYSTEM : NOBODY;
    const plain = this.query.bind(this) as Ask;
    const ask: Ask = (...parts) => {
      const asker = currentAsker();
      // Whoever never names an asker, a worker or a migration, pays nothing for those who do.
      if (typeof parts[0] !== 'string' || (asker === undefined && this.inForce === undefined)) return plain(...parts);
      return this.watched(this.askedFor(asker ?? this.unnamed, parts, plain));
    };
    Object.assign(this, { query: ask });
  }

  private askedFor(asker: Asker, parts: readonly unknown[], plain: Ask): Promise<unknown> {
    const [text, values] = parts as [string, unknown[] | undefined];
    const [config] = this.prepared(parts) as [string | { readonly text: string; readonly name: string }];
    return new Promise((resolve, reject) => {
      plain(
        new PrefacedQuery(
          { ...(typeof config === 'string' ? { text: config } : config), values },
          (connection) => this.preface(text, asker, connection),
          (error, result) => {
            if (!error) {
              resolve(result);
              return;
            }
            Error.captureStackTrace(error);
            reject(error);
          },
        ),
      );
    });
  }

  /** Sends the settings ahead if they are not in force. Says whether it did. */
  private preface(text: string, asker: Asker, connection: Connection): boolean {
    const isOpen = this.getTransactionStatus() !== 'I';
    if (!isOpen) this.inForce = undefined;
    // What begins a transaction goes out alone, so that its isolation can still be chosen.
    if (/^(START TRANSACTION|SET TRANSACTION|COMMIT|ROLLBACK)/.test(text)) {
      // Going back to a savepoint takes settings along that were made after it.
      if (text.startsWith('ROLLBACK')) this.inForce = undefined;
      return false;
    }
    if (this.inForce === asker) return false;
    if (isOpen) this.inForce = asker;
    const wire = connection as unknown as Wire;
    if (!this.isPrefacePrepared) wire.parse({ text: PREFACE_TEXT, name: PREFACE });
    this.isPrefacePrepared = true;
    wire.bind({ statement: PREFACE, values: [...asker.settings] });
    wire.execute({});
    return true;
  }
}

/** The messages of the extended protocol as `pg` sends them; its types are of an older version. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { readonly text: string; readonly name: string }): void;
  bind(message: { readonly statement: string; readonly values: string[] }): void;
  execute(message: object): void;
}

/** What of `pg`'s query has to be heard twice: once for the preface, then for itself. */
interface Handlers {
  queryMode: 'extended' | undefined;
  submit(connection: Connection): Error | null;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

interface StatementToAsk {
  readonly text: string;
  /** Under which it is prepared, if it is. */
  readonly name?: string;
  readonly values: unknown[] | undefined;
}

type Ask = (...parts: unknown[]) => unknown;
type Callback = (error: Error | undefined, result: unknown) => void;
const PlainQuery = pg.Query as unknown as new (
  config: StatementToAsk,
  values: undefined,
  callback: Callback,
) => Handlers;

/** A statement with something sent ahead of it, whose answer is not its own. */
class PrefacedQuery extends PlainQuery {
  private isAnsweringPreface = false;

  constructor(
    config: StatementToAsk,
    private readonly sendAhead: (connection: Connection) => boolean,
    callback: Callback,
  ) {
    super(config, undefined, callback);
  }

  override submit(connection: Connection): Error | null {
    const { stream } = connection as unknown as Wire;
    stream.cork();
    try {
      this.isAnsweringPreface = this.sendAhead(connection);
      // A simple query would end what the preface began.
      if (this.isAnsweringPreface) this.queryMode = 'extended';
      return super.submit(connection);
    } finally {
      stream.uncork();
    }
  }

  override handleDataRow(message: unknown): void {
    if (!this.isAnsweringPreface) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.isAnsweringPreface) this.isAnsweringPreface = false;
    else super.handleCommandComplete(message, connection);
  }
}
