import type { Urgency } from '../definition.js';

/** How an office coped. Times are hours. */
export interface WorkplaceResult {
  readonly capacity: number;
  /** Share of its capacity that was at work, over the whole run. */
  readonly busy: number;
  readonly meanQueue: number;
  readonly longestQueue: number;
}

const URGENCIES: readonly Urgency[] = ['emergency', 'urgent', 'routine'];

/** People who can work on so many cases at a time; the others wait, emergencies first, then in the order they came. */
export class Workplace<Case> {
  private readonly queues = new Map<Urgency, Case[]>(URGENCIES.map((urgency) => [urgency, []]));
  private atWork = 0;
  private waiting = 0;
  private longestQueue = 0;
  private busyHours = 0;
  private queueHours = 0;
  private countedUntil = 0;

  constructor(private readonly capacity: number) {}

  /** Whether somebody has time at once; otherwise the case waits and is handed out by `leave`. */
  ask(theCase: Case, urgency: Urgency, now: number): boolean {
    this.count(now);
    if (this.atWork < this.capacity) {
      this.atWork += 1;
      return true;
    }
    this.queues.get(urgency)?.push(theCase);
    this.waiting += 1;
    this.longestQueue = Math.max(this.longestQueue, this.waiting);
    return false;
  }

  /** Somebody has finished a case; gives the one they take up next. */
  leave(now: number): Case | undefined {
    this.count(now);
    for (const urgency of URGENCIES) {
      const next = this.queues.get(urgency)?.shift();
      if (next === undefined) continue;
      this.waiting -= 1;
      return next;
    }
    this.atWork -= 1;
    return undefined;
  }

  result(now: number): WorkplaceResult {
    this.count(now);
    const { capacity, longestQueue } = this;
    return {
      capacity,
      busy: now === 0 || capacity === 0 ? 0 : this.busyHours / (now * capacity),
      meanQueue: now === 0 ? 0 : this.queueHours / now,
      longestQueue,
    };
  }

  private count(now: number): void {
    this.busyHours += this.atWork * (now - this.countedUntil);
    this.queueHours += this.waiting * (now - this.countedUntil);
    this.countedUntil = now;
  }
}
