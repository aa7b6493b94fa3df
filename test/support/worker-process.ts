import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { QueueChoice } from './worker.js';

/** The worker as a process of its own, as production runs it. Needs the build. */
export class WorkerProcess {
  readonly log: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    let rest = '';
    child.stdout?.on('data', (data: Buffer) => {
      const lines = (rest + data.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      this.log.push(...lines);
    });
  }

  static start(settings: {
    readonly databaseUrl: string;
    readonly queue: QueueChoice;
    readonly smtpUrl: string;
  }): WorkerProcess {
    const entry = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'worker', 'src', 'main.js');
    const child = spawn(process.execPath, [entry], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: settings.databaseUrl,
        ...(settings.queue.backend === 'redis' ? { REDIS_URL: settings.queue.url } : { QUEUE_BACKEND: 'postgres' }),
        SMTP_URL: settings.smtpUrl,
        MAIL_FROM: 'Upon Request <no-reply@upon-request.example>',
        WORKER_METRICS_PORT: '0',
        STOP_WITH_PARENT: '1',
        STOP_DEADLINE_SECONDS: '10',
      },
    });
    return new WorkerProcess(child);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  closeStandardInput(): void {
    this.child.stdin?.end();
  }

  /** Its exit code; null if a signal ended it. */
  async exited(): Promise<number | null> {
    if (this.running) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async stop(): Promise<void> {
    if (this.running) this.kill('SIGKILL');
    await this.exited();
  }
}
