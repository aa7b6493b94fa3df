import { Identities, type ProvenIdentity, type SignInAttempt } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';
import { SecretBox } from './secret-box.js';
import { hashOf } from './secret-token.js';

const GOOD_MINUTES = 10;
const OWNER = 'sso-attempt';
type Sealed = Pick<SignInAttempt, 'nonce' | 'codeVerifier'>;
type Key = Pick<ProvenIdentity, 'issuer' | 'subject'>;

export class PostgresIdentities extends Identities {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async keep({ state, nonce, codeVerifier, invitation }: SignInAttempt): Promise<void> {
    await this.dataSource.query(
      `WITH ended AS (DELETE FROM sso_attempts WHERE expires_at < now())
       INSERT INTO sso_attempts (state_hash, sealed, invitation_hash, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(mins => ${GOOD_MINUTES}))`,
      // A copy of the table must not open what the invitation opens.
      [
        hashOf(state),
        boxOf(state).close(Buffer.from(JSON.stringify({ nonce, codeVerifier } satisfies Sealed)), OWNER),
        invitation === null ? null : hashOf(invitation).toString('hex'),
      ],
    );
  }

  override async take(state: string): Promise<SignInAttempt | null> {
    const [taken] = await rows<{ sealed: Buffer; invitation: string | null }>(
      this.dataSource,
      `WITH taken AS (DELETE FROM sso_attempts WHERE state_hash = $1 AND expires_at > now() RETURNING *)
       SELECT sealed, invitation_hash AS invitation FROM taken`,
      [hashOf(state)],
    );
    const sealed = taken && opened(taken.sealed, state);
    return sealed ? { ...sealed, state, invitation: taken.invitation } : null;
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
    const identityId = uuidv7();
    return this.dataSource.transaction(async (manager) => {
      const [linked] = await rows<{ personId: string }>(
        manager,
        // One statement: the invitation is used up only where the identity was free to be linked.
        `WITH invited AS (
           SELECT i.person_id FROM invitations i JOIN people p ON p.id = i.person_id
            WHERE i.token_hash = decode($1, 'hex') AND i.used_at IS NULL AND i.expires_at > now() AND p.deactivated_at IS NULL FOR UPDATE OF i
         ), linked AS (
           INSERT INTO identities (id, issuer, subject, person_id) SELECT $4, $2, $3, person_id FROM invited
           ON CONFLICT DO NOTHING RETURNING person_id
         ), used AS (
           UPDATE invitations SET used_at = now() WHERE token_hash = decode($1, 'hex') AND EXISTS (SELECT FROM linked)
         ) SELECT person_id AS "personId" FROM linked`,
        [invitation, issuer, subject, identityId],
      );
      if (!linked) return null;
      await recordAudit(manager, {
        kind: 'identity-linked',
        actorId: linked.personId,
        subject: { type: 'person', id: linked.personId },
        detail: { issuer, identityId },
      });
      return linked.personId;
    });
  }
}

/** The key is made of the state, 256 random bits that are in the browser and on their way, and not in the database. */
function boxOf(state: string): SecretBox {
  return new SecretBox(hashOf(`${OWNER} ${state}`));
}

/** What cannot be opened was not kept for this state: rows were exchanged. */
function opened(sealed: Buffer, state: string): Sealed | null {
  try {
    return JSON.parse(boxOf(state).open(sealed, OWNER).toString()) as Sealed;
  } catch {
    return null;
  }
}
