import type { Language, TextStore, TextVersion } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';

export class PostgresTextStore implements TextStore {
  constructor(private readonly sql: Sql) {}

  async lock(key: string, language: Language): Promise<number> {
    // The shipped version has no row to lock.
    await this.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('text ' || $1::text || ' ' || $2::text, 0))`, [
      key,
      language,
    ]);
    const [present] = await rows<{ version: number }>(
      this.sql,
      'SELECT version FROM edited_texts WHERE key = $1 AND language = $2 ORDER BY version DESC LIMIT 1',
      [key, language],
    );
    return present?.version ?? 1;
  }

  async add({ id, key, language, version, document, changedBy }: Omit<TextVersion, 'changedAt'>): Promise<void> {
    await this.sql.query(
      'INSERT INTO edited_texts (id, key, language, version, document, changed_by) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, key, language, version, document === null ? null : JSON.stringify(document), changedBy],
    );
  }
}
