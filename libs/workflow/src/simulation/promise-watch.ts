import type { TargetDefinition, Urgency, WorkflowDefinition } from '../definition.js';
import { limitHours } from './scenario.js';

/** How often a promise was made and how often it was broken. */
export interface PromiseResult {
  readonly opened: number;
  readonly broken: number;
  readonly share: number;
}

type Counts = Map<string, { opened: number; broken: number }>;

interface OpenPromise {
  usedHours: number;
  countedUntil: number;
  isRunning: boolean;
}

/**
 * The promises of one simulated case, measured in hours of the calendar. Exact working time is the timeline's affair:
 * here days of work are spread evenly over their week.
 */
export class PromiseWatch {
  private readonly open = new Map<string, OpenPromise>();
  private readonly targets: readonly TargetDefinition[];

  constructor(
    private readonly definition: WorkflowDefinition,
    private readonly urgency: Urgency,
    private readonly counts: Counts,
  ) {
    this.targets = definition.targets.filter((target) => PromiseWatch.canWatch(target));
  }

  /** Promises about gates have no part in a simulation of the main line. */
  static canWatch({ opensOn, metOn, metByLeaving }: TargetDefinition): boolean {
    return !('gate' in opensOn) && (!('gate' in metOn) || metByLeaving === true);
  }

  enter(from: string, to: string, now: number): void {
    for (const target of this.targets) {
      this.count(target, now);
      if (this.isMet(target, from, to)) this.settle(target);
      if (!('gate' in target.opensOn) && target.opensOn.states.includes(to) && !this.open.has(target.name)) {
        this.countsOf(target).opened += 1;
        this.open.set(target.name, { usedHours: 0, countedUntil: now, isRunning: true });
      }
      const open = this.open.get(target.name);
      if (open) open.isRunning = this.runsIn(target, to);
    }
  }

  end(now: number): void {
    for (const target of this.targets) {
      this.count(target, now);
      this.settle(target);
    }
  }

  private isMet({ metOn, metByLeaving, opensOn }: TargetDefinition, from: string, to: string): boolean {
    if (!('gate' in metOn) && metOn.states.includes(to)) return true;
    return metByLeaving === true && opensOn.states.includes(from) && !opensOn.states.includes(to);
  }

  private runsIn({ pausedBy }: TargetDefinition, state: string): boolean {
    const clock = this.definition.states[state]?.clock;
    return clock === 'running' || clock === 'follow-up' || (clock === 'paused' && pausedBy === 'nothing');
  }

  private count({ name }: TargetDefinition, now: number): void {
    const open = this.open.get(name);
    if (!open) return;
    if (open.isRunning) open.usedHours += now - open.countedUntil;
    open.countedUntil = now;
  }

  private settle(target: TargetDefinition): void {
    const open = this.open.get(target.name);
    if (!open) return;
    if (open.usedHours > limitHours(target.limits[this.urgency])) this.countsOf(target).broken += 1;
    this.open.delete(target.name);
  }

  private countsOf({ name }: TargetDefinition): { opened: number; broken: number } {
    const counts = this.counts.get(name) ?? { opened: 0, broken: 0 };
    this.counts.set(name, counts);
    return counts;
  }
}
