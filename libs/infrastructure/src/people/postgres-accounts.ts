import { type Account, Accounts } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

export class PostgresAccounts extends Accounts {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async findByEmail(email: string): Promise<Account | undefined> {
    const [account] = await rows<Account>(
      this.dataSource,
      `SELECT id AS "personId", password_hash AS "passwordHash"
         FROM people WHERE lower(email) = $1 AND deactivated_at IS NULL`,
      [email],
    );
    return account;
  }

  override async changePasswordHash(personId: string, passwordHash: string): Promise<void> {
    await this.dataSource.query('UPDATE people SET password_hash = $2 WHERE id = $1', [personId, passwordHash]);
  }
}
