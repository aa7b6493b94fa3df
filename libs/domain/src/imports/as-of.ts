import type { Outbox } from '../outbox/outbox.js';
import { type Stores, UnitOfWork } from '../unit-of-work/unit-of-work.js';

/** People were told when it happened, by the register that led the case then. */
const TOLD_LONG_AGO: Outbox = { append: () => undefined };

/**
 * A transaction that is open already, at the instant that is told of. The use cases of every day run in it unchanged, so
 * that what is imported has passed the same guards as what people do.
 */
export class AsOf extends UnitOfWork {
  constructor(
    private readonly stores: Stores,
    private readonly at: Date,
  ) {
    super();
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return work({ ...this.stores, now: () => Promise.resolve(this.at), outbox: TOLD_LONG_AGO });
  }
}
