import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { until } from './until.js';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;

/** One of our built programs, run as a process of its own. It ends with the test that started it, however that ends. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  /** What it has logged since it first started, a line each. */
  readonly log: string[] = [];

  /**
   * @param program path below the checkout, for example `dist/apps/api/src/main.js`.
   * @param announcement what it logs when it is up.
   */
  constructor(
    readonly program: string,
    private readonly announcement: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly args: readonly string[] = [],
  ) {}

  /** Starts it and waits until it is up. Gives what it logged then: the ports the system chose are in it. */
  async start(more: NodeJS.ProcessEnv = {}): Promise<Readonly<Record<string, unknown>>> {
    const seen = this.log.length;
    const child = spawn(process.execPath, ['--enable-source-maps', this.program, ...this.args], {
      // Its standard input is a pipe of ours: when that closes, it stops.
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], STOP_WITH_PARENT: '1', ...this.environment, ...more },
    });
    this.child = child;
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.log.push(line));
    }
    const said = await until(
      `${this.program} is up`,
      () => {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`${this.program} did not start:\n${this.log.slice(seen).join('\n')}`);
        return this.log.slice(seen).find((line) => line.includes(`"msg":"${this.announcement}"`));
      },
      START_WITHIN_MS,
    );
    return JSON.parse(said) as Readonly<Record<string, unknown>>;
  }

  /** Asks it to stop, waits, and in the end insists. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends it as a fault of the machine would: without a word. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    const insist = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(insist);
  }
}
