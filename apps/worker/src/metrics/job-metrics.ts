import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts and times jobs by topic and outcome. */
export class JobMetrics {
  private readonly duration: Histogram<'topic' | 'outcome'>;
  private readonly carried: Counter;
  private readonly stalled: Counter<'queue'>;
  private readonly steppedIn: Counter<'task'>;

  constructor(registry: Registry) {
    this.duration = new Histogram({
      name: 'upon_request_job_duration_seconds',
      help: 'Time a job took, by topic and outcome (done, nothing-to-do, failed, given-up)',
      labelNames: ['topic', 'outcome'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 120],
      registers: [registry],
    });
    this.carried = new Counter({
      name: 'upon_request_outbox_carried_total',
      help: 'Messages handed to the queue',
      registers: [registry],
    });
    this.stalled = new Counter({
      name: 'upon_request_jobs_stalled_total',
      help: 'Jobs whose worker died',
      labelNames: ['queue'],
      registers: [registry],
    });
    this.steppedIn = new Counter({
      name: 'upon_request_upkeep_stepped_in_total',
      help: 'Recurring tasks run because the queue did not call them up',
      labelNames: ['task'],
      registers: [registry],
    });
  }

  start(topic: string): (outcome: string) => void {
    const end = this.duration.startTimer({ topic });
    return (outcome) => void end({ outcome });
  }

  countCarried(count: number): void {
    this.carried.inc(count);
  }

  countStalled(queue: string): void {
    this.stalled.inc({ queue });
  }

  countSteppedIn(task: string): void {
    this.steppedIn.inc({ task });
  }
}
