import type { AccountStore, IdentityKey, LinkedIdentity } from '#libs/domain';
import { askingAsSystem } from '../access/asking.js';
import { rows, type Sql } from '../database/sql.js';

const IDENTITY = 'id, issuer, subject, linked_at AS "linkedAt"';

/** What says who somebody is or lets them in, or is theirs alone; `$1` is the person. */
const FORGOTTEN = [
  'DELETE FROM identities WHERE person_id = $1',
  'DELETE FROM totp_credentials WHERE person_id = $1',
  'DELETE FROM recovery_codes WHERE person_id = $1',
  'DELETE FROM invitations WHERE person_id = $1',
  'DELETE FROM password_recoveries WHERE person_id = $1',
  'DELETE FROM account_letters WHERE person_id = $1 OR address = (SELECT lower(email) FROM people WHERE id = $1)',
  'DELETE FROM sessions WHERE person_id = $1',
  'DELETE FROM api_tokens WHERE person_id = $1',
  'DELETE FROM reply_addresses WHERE person_id = $1',
  'DELETE FROM notification_preferences WHERE person_id = $1',
  'DELETE FROM case_watchers WHERE person_id = $1',
  'DELETE FROM case_need_to_know WHERE person_id = $1',
  'DELETE FROM idempotency_keys WHERE person_id = $1',
  // A mail ends in names and telephone numbers; what was said in it is a message on the case.
  'UPDATE inbound_replies SET whole_text = NULL WHERE person_id = $1',
  `UPDATE notifications SET status = 'withdrawn', settled_at = now(), cause = 'erased' WHERE person_id = $1 AND status = 'waiting'`,
  // Whoever stands in for somebody in a role loses it with them.
  `UPDATE role_assignments SET until_at = greatest(now(), from_at)
    WHERE (until_at IS NULL OR until_at > now())
      AND (person_id = $1 OR substitutes_for IN (SELECT id FROM role_assignments WHERE person_id = $1))`,
  `UPDATE people SET email = 'erased-' || id || '@erased.invalid', display_name = '—', language = 'en', time_zone = 'Etc/UTC',
          password_hash = NULL, is_cleared = false, deactivated_at = coalesce(deactivated_at, now()), erased_at = now()
    WHERE id = $1`,
];

export class PostgresAccountStore implements AccountStore {
  constructor(private readonly sql: Sql) {}

  async lock(personId: string): Promise<{ readonly isActive: boolean; readonly isErased: boolean } | null> {
    const [account] = await rows<{ isActive: boolean; isErased: boolean }>(
      this.sql,
      `SELECT deactivated_at IS NULL AS "isActive", erased_at IS NOT NULL AS "isErased" FROM people WHERE id = $1 FOR UPDATE`,
      [personId],
    );
    return account ?? null;
  }

  async link(
    personId: string,
    { id, issuer, subject }: IdentityKey & { readonly id: string },
  ): Promise<(LinkedIdentity & { readonly isNew: boolean }) | null> {
    const [added] = await rows<LinkedIdentity>(
      this.sql,
      `INSERT INTO identities (id, issuer, subject, person_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING ${IDENTITY}`,
      [id, issuer, subject, personId],
    );
    if (added) return { ...added, isNew: true };
    const [present] = await rows<LinkedIdentity>(
      this.sql,
      `SELECT ${IDENTITY} FROM identities WHERE issuer = $1 AND subject = $2 AND person_id = $3`,
      [issuer, subject, personId],
    );
    return present ? { ...present, isNew: false } : null;
  }

  async unlink(personId: string, identityId: string): Promise<LinkedIdentity | null> {
    const [unlinked] = await rows<LinkedIdentity>(
      this.sql,
      `WITH unlinked AS (DELETE FROM identities WHERE person_id = $1 AND id::text = lower($2) RETURNING *),
       ended AS (
         UPDATE sessions SET revoked_at = now()
          WHERE person_id = $1 AND method = 'oidc' AND revoked_at IS NULL AND EXISTS (SELECT FROM unlinked))
       SELECT ${IDENTITY} FROM unlinked`,
      [personId, identityId],
    );
    return unlinked ?? null;
  }

  /** For the system: an administrator sees neither the cases somebody was named on nor what they were told. */
  erase(personId: string): Promise<void> {
    return askingAsSystem(async () => {
      for (const statement of FORGOTTEN) await this.sql.query(statement, [personId]);
    });
  }
}
