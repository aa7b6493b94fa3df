import type { Relay } from './relay.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** Rung while it carried, a relay gathers what comes for so long: a batch of two costs nearly what one of fifty does. */
const GATHER_MS = 20;

/**
 * Keeps a relay going: at once when the bell rings, and by itself every so often, since a bell may be missed.
 * While database or queue are away it asks again at growing intervals.
 */
export class RelayLoop {
  private stopped = false;
  private wakeUp: (() => void) | undefined;
  private rung = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly relay: Relay,
    private readonly observer: { onCarried(count: number): void; onTrouble(error: unknown): void },
    private readonly pollMs = 1_000,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Something was committed. */
  ring(): void {
    this.rung = true;
    this.wakeUp?.();
  }

  /** Waits for the batch at work. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp?.();
    await this.running;
  }

  private async run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!this.stopped) {
      this.rung = false;
      try {
        const carried = await this.relay.carryBatch();
        pauseMs = FIRST_PAUSE_MS;
        if (carried > 0) this.observer.onCarried(carried);
        if (carried === this.relay.batchSize) continue;
        if (this.rung) await this.rest(GATHER_MS, false);
        else await this.rest(this.pollMs, true);
      } catch (error) {
        this.observer.onTrouble(error);
        // A bell rung for what cannot be carried anyway must not turn the pause into a spin.
        await this.rest(pauseMs * (0.75 + Math.random() / 4), false);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private rest(ms: number, untilRung: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms);
      const wakeUp = (): void => {
        if (untilRung || this.stopped) done();
      };
      this.wakeUp = wakeUp;
      if (this.stopped) done();
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}
