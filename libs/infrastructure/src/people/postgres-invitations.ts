import { type AcceptedInvitation, canonicalEmail, Invitations, PersonNotFound } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows, type Sql } from '../database/sql.js';
import { hashOf, newSecret } from './secret-token.js';

export class PostgresInvitations extends Invitations {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override invite(email: string, invitedBy: string | null): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      const [person] = await rows<{ id: string }>(
        manager,
        'SELECT id FROM people WHERE lower(email) = $1 AND deactivated_at IS NULL',
        [canonicalEmail(email)],
      );
      if (!person) throw new PersonNotFound(email);
      return (await writeInvitation(manager, person.id, invitedBy)).token;
    });
  }

  override async find(token: string): Promise<AcceptedInvitation | null> {
    const [invited] = await rows<AcceptedInvitation>(
      this.dataSource,
      `SELECT p.id AS "personId", p.email, p.display_name AS "displayName"
         FROM invitations i JOIN people p ON p.id = i.person_id
        WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > now() AND p.deactivated_at IS NULL`,
      [hashOf(token)],
    );
    return invited ?? null;
  }

  override accept(token: string, passwordHash: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [used] = await rows<{ personId: string }>(
        manager,
        `WITH used AS (
           UPDATE invitations SET used_at = now() WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now() RETURNING person_id
         ) SELECT person_id AS "personId" FROM used`,
        [hashOf(token)],
      );
      if (!used) return false;
      await manager.query('UPDATE people SET password_hash = $2 WHERE id = $1', [used.personId, passwordHash]);
      await manager.query('UPDATE sessions SET revoked_at = now() WHERE person_id = $1 AND revoked_at IS NULL', [
        used.personId,
      ]);
      await recordAudit(manager, {
        kind: 'password-set',
        actorId: used.personId,
        subject: { type: 'person', id: used.personId },
        detail: { by: 'invitation' },
      });
      return true;
    });
  }
}

/** Makes an invitation, within a transaction; it ends those before. */
export async function writeInvitation(
  sql: Sql,
  personId: string,
  invitedBy: string | null,
): Promise<{ readonly token: string; readonly goodUntil: Date }> {
  const token = newSecret('uri');
  await sql.query('UPDATE invitations SET used_at = now() WHERE person_id = $1 AND used_at IS NULL', [personId]);
  const [made] = await rows<{ goodUntil: Date }>(
    sql,
    `INSERT INTO invitations (token_hash, person_id, invited_by, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(days => $4)) RETURNING expires_at AS "goodUntil"`,
    [hashOf(token), personId, invitedBy, Invitations.GOOD_DAYS],
  );
  if (!made) throw new Error('The invitation was not written');
  await recordAudit(sql, {
    kind: 'invitation-made',
    actorId: invitedBy,
    subject: { type: 'person', id: personId },
    detail: {},
  });
  return { token, goodUntil: made.goodUntil };
}
