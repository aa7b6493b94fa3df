import { type AcceptedInvitation, type PasswordHolder, PasswordRecoveries, type PasswordStore } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows, type Sql } from '../database/sql.js';
import { endMailedSecrets } from './postgres-account-register.js';
import { hashOf, isSecret, newSecret } from './secret-token.js';

export class PostgresPasswordStore implements PasswordStore {
  constructor(private readonly sql: Sql) {}

  async lock(personId: string): Promise<PasswordHolder | null> {
    const [holder] = await rows<PasswordHolder>(
      this.sql,
      `SELECT id AS "personId", email, display_name AS "displayName", password_hash AS "passwordHash"
         FROM people WHERE id = $1 AND deactivated_at IS NULL FOR UPDATE`,
      [personId],
    );
    return holder ?? null;
  }

  async set(personId: string, passwordHash: string, keptSession: string | null): Promise<void> {
    await this.sql.query('UPDATE people SET password_hash = $2 WHERE id = $1', [personId, passwordHash]);
    await this.sql.query(
      'UPDATE sessions SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $2',
      [personId, keptSession],
    );
    await endMailedSecrets(this.sql, personId);
  }

  async rotateSession(sessionId: string): Promise<string> {
    const token = newSecret('urs');
    await this.sql.query('UPDATE sessions SET token_hash = $2 WHERE id = $1', [sessionId, hashOf(token)]);
    return token;
  }

  async takeRecovery(token: string): Promise<string | null> {
    const [taken] = await rows<{ personId: string }>(
      this.sql,
      `WITH taken AS (
         UPDATE password_recoveries r SET used_at = now() FROM people p
          WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > now() AND p.id = r.person_id AND p.deactivated_at IS NULL
         RETURNING r.person_id
       ) SELECT person_id AS "personId" FROM taken`,
      [hashOf(token)],
    );
    return taken?.personId ?? null;
  }
}

export class PostgresPasswordRecoveries extends PasswordRecoveries {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(token: string): Promise<AcceptedInvitation | null> {
    if (!isSecret(token, 'urp')) return null;
    const [holder] = await rows<AcceptedInvitation>(
      this.dataSource,
      `SELECT p.id AS "personId", p.email, p.display_name AS "displayName"
         FROM password_recoveries r JOIN people p ON p.id = r.person_id
        WHERE r.token_hash = $1 AND r.used_at IS NULL AND r.expires_at > now() AND p.deactivated_at IS NULL`,
      [hashOf(token)],
    );
    return holder ?? null;
  }
}
