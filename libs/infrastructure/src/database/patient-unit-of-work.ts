import { type Stores, UnitOfWork } from '#libs/domain';
import { isDatabaseAway } from './database-away.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
/** Long enough for a restart of the server; with the longest attempt at sending it stays below every lease. */
const PATIENCE_MS = 30_000;

/**
 * Waits out a database that is away for a moment. For work that follows something which cannot be undone: a mail that was
 * taken has to be noted, or it goes a second time. Only for work that may be done twice, since nobody knows of a commit
 * whose answer was lost whether it took place.
 */
export class PatientUnitOfWork extends UnitOfWork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    super();
  }

  override async run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    const giveUpAt = performance.now() + this.patienceMs;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        return await this.unitOfWork.run(work);
      } catch (error) {
        if (!isDatabaseAway(error) || performance.now() + pauseMs > giveUpAt) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
