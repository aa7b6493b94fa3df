import type { Stores } from '#libs/domain';
import { UnitOfWork } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { PostgresOutbox } from '../outbox/postgres-outbox.js';
import { TransactionTime } from './transaction-time.js';

export class PostgresUnitOfWork extends UnitOfWork {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      const outbox = new PostgresOutbox(manager);
      const time = new TransactionTime(manager);
      const result = await work({ now: () => time.now(), outbox });
      await outbox.flush();
      return result;
    });
  }
}
