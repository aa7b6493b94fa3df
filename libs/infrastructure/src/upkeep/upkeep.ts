import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import type { JobQueue } from '../queue/job-queue.js';
import type { UpkeepTask } from './upkeep-task.js';

/** After so many missed turns a worker does a task without waiting for the queue. */
const MISSED_TURNS = 4;

/** Runs the recurring tasks: called up by the queue's schedulers, and without it when the queue stays silent. */
export class Upkeep {
  private readonly tasks: ReadonlyMap<string, UpkeepTask>;
  /** Monotonic; a process that has just started has missed nothing yet. */
  private readonly startedMs = performance.now();

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
    tasks: readonly UpkeepTask[],
  ) {
    this.tasks = new Map(tasks.map((task) => [task.name, task]));
  }

  /** A flushed queue has forgotten its schedulers too, so this is called again and again. */
  async ensureScheduled(): Promise<void> {
    for (const task of this.tasks.values()) await this.queue.ensureScheduled('upkeep', task.name, task.everySeconds);
  }

  /** Runs a task by name. A name that this build does not know belongs to a newer or older one and is left to it. */
  async run(name: string): Promise<boolean> {
    const task = this.tasks.get(name);
    if (!task) return false;
    await this.dataSource.query(
      `INSERT INTO upkeep_runs (task, started_at) VALUES ($1, clock_timestamp())
       ON CONFLICT ON CONSTRAINT upkeep_runs_pk DO UPDATE SET started_at = excluded.started_at`,
      [name],
    );
    await task.run();
    await this.dataSource.query('UPDATE upkeep_runs SET finished_at = clock_timestamp() WHERE task = $1', [name]);
    return true;
  }

  /** Runs the tasks whose turns were missed, one worker each. Says which. */
  async stepIn(): Promise<readonly string[]> {
    const steppedIn: string[] = [];
    const upSeconds = (performance.now() - this.startedMs) / 1_000;
    for (const task of this.tasks.values()) {
      if (upSeconds < task.everySeconds * MISSED_TURNS) continue;
      const taken = await rows(
        this.dataSource,
        `WITH taken AS (
           INSERT INTO upkeep_runs AS run (task, started_at) VALUES ($1, clock_timestamp())
           ON CONFLICT ON CONSTRAINT upkeep_runs_pk DO UPDATE SET started_at = excluded.started_at
             WHERE run.started_at < clock_timestamp() - make_interval(secs => $2)
           RETURNING 1
         ) SELECT * FROM taken`,
        [task.name, task.everySeconds * MISSED_TURNS],
      );
      if (taken.length === 0) continue;
      await this.run(task.name);
      steppedIn.push(task.name);
    }
    return steppedIn;
  }
}
