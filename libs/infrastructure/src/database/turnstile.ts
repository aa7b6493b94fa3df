import { TransientError } from '#libs/domain';

/** More is wanted of the database at once than it has connections for, and the wait was long enough. */
export class DatabaseBusy extends TransientError {
  readonly code = 'database.busy';

  constructor() {
    super('Too much is asked at once; nothing was changed');
  }
}

/** Lets so many in at once. The others wait their turn, in the order they came, and not for ever. */
export class Turnstile {
  private readonly waiting = new Set<() => void>();
  private free: number;

  constructor(
    places: number,
    private readonly patienceMs: number,
  ) {
    this.free = places;
  }

  /** @throws DatabaseBusy */
  async pass<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(enter);
        reject(new DatabaseBusy());
      }, this.patienceMs);
      this.waiting.add(enter);
    });
  }

  /** Whoever waits longest takes the place of who leaves. */
  private leave(): void {
    const [next] = this.waiting;
    if (!next) {
      this.free += 1;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
