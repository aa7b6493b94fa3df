import { type Stores, UnitOfWork } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { PostgresCaseStore } from '../cases/postgres-case-store.js';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { PostgresRepeats } from '../repeats/postgres-repeats.js';
import { PostgresClockStore } from '../sla/postgres-clock-store.js';
import { TransactionTime } from './transaction-time.js';

export class PostgresUnitOfWork extends UnitOfWork {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      const time = new TransactionTime(manager);
      const outbox = new PostgresOutbox(manager);
      const result = await work({
        now: () => time.now(),
        cases: new PostgresCaseStore(manager, time),
        clocks: new PostgresClockStore(manager),
        outbox,
        repeats: new PostgresRepeats(manager),
      });
      await outbox.flush();
      return result;
    });
  }
}
