import { Identities, type ProvenIdentity, type SignInAttempt } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';
import { hashOf } from './secret-token.js';

const GOOD_MINUTES = 10;
type Key = Pick<ProvenIdentity, 'issuer' | 'subject'>;

export class PostgresIdentities extends Identities {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async keep({ state, nonce, codeVerifier, invitation }: SignInAttempt): Promise<void> {
    await this.dataSource.query(
      `WITH ended AS (DELETE FROM sso_attempts WHERE expires_at < now())
       INSERT INTO sso_attempts (state_hash, nonce, code_verifier, invitation_hash, expires_at)
       VALUES ($1, $2, $3, $4, now() + make_interval(mins => ${GOOD_MINUTES}))`,
      // A copy of the table must not open what the invitation opens.
      [hashOf(state), nonce, codeVerifier, invitation === null ? null : hashOf(invitation).toString('hex')],
    );
  }

  override async take(state: string): Promise<SignInAttempt | null> {
    const [taken] = await rows<Omit<SignInAttempt, 'state'>>(
      this.dataSource,
      `WITH taken AS (DELETE FROM sso_attempts WHERE state_hash = $1 AND expires_at > now() RETURNING *)
       SELECT nonce, code_verifier AS "codeVerifier", invitation_hash AS invitation FROM taken`,
      [hashOf(state)],
    );
    return taken ? { ...taken, state } : null;
  }

  override async find({ issuer, subject }: Key): Promise<string | null> {
    const [found] = await rows<{ personId: string }>(
      this.dataSource,
      `SELECT i.person_id AS "personId" FROM identities i JOIN people p ON p.id = i.person_id
        WHERE i.issuer = $1 AND i.subject = $2 AND p.deactivated_at IS NULL`,
      [issuer, subject],
    );
    return found?.personId ?? null;
  }

  override linkByInvitation(invitation: string, { issuer, subject }: Key): Promise<string | null> {
    return this.dataSource.transaction(async (manager) => {
      const [linked] = await rows<{ personId: string }>(
        manager,
        // One statement: the invitation is used up only where the identity was free to be linked.
        `WITH invited AS (
           SELECT i.person_id FROM invitations i JOIN people p ON p.id = i.person_id
            WHERE i.token_hash = decode($1, 'hex') AND i.used_at IS NULL AND i.expires_at > now() AND p.deactivated_at IS NULL FOR UPDATE OF i
         ), linked AS (
           INSERT INTO identities (issuer, subject, person_id) SELECT $2, $3, person_id FROM invited
           ON CONFLICT DO NOTHING RETURNING person_id
         ), used AS (
           UPDATE invitations SET used_at = now() WHERE token_hash = decode($1, 'hex') AND EXISTS (SELECT FROM linked)
         ) SELECT person_id AS "personId" FROM linked`,
        [invitation, issuer, subject],
      );
      if (!linked) return null;
      await recordAudit(manager, {
        kind: 'identity-linked',
        actorId: linked.personId,
        subject: { type: 'person', id: linked.personId },
        detail: { issuer },
      });
      return linked.personId;
    });
  }
}
