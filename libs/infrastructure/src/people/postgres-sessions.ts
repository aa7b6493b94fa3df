import {
  type Language,
  type OpenedSession,
  type ResumedSession,
  SESSION_LIMITS,
  STEP_UP_MINUTES,
  Sessions,
  type SessionSummary,
  type SignInMethod,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import { ROLES_IN_FORCE } from './roles-in-force.js';
import { hashOf, isSecret, newSecret } from './secret-token.js';

/** Long enough to tell one's machines apart, short enough to be no dumping ground. */
const USER_AGENT_LENGTH = 200;

/** The same words in every statement, so that no path forgets one of the ways a session ends. */
const IN_FORCE = `s.revoked_at IS NULL AND s.expires_at > now()
  AND s.last_seen_at > now() - make_interval(mins => ${SESSION_LIMITS.idleMinutes})`;

interface ResumedRow {
  id: string;
  signedInAt: Date;
  expiresAt: Date;
  wasSeenLongAgo: boolean;
  isSteppedUp: boolean;
  isFresh: boolean;
  personId: string;
  displayName: string;
  language: Language;
  isCleared: boolean;
  roles: ResumedSession['actor']['roles'];
}

export class PostgresSessions extends Sessions {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async open(session: Parameters<Sessions['open']>[0]): Promise<OpenedSession> {
    const token = newSecret('urs');
    const id = uuidv7();
    const replaced =
      session.replacesToken && isSecret(session.replacesToken, 'urs') ? hashOf(session.replacesToken) : null;
    const [opened] = await rows<{ expiresAt: Date }>(
      this.dataSource,
      `WITH ended AS (UPDATE sessions SET revoked_at = now() WHERE token_hash = $7 AND revoked_at IS NULL),
       audited AS (
         INSERT INTO audit_records (id, kind, actor_id, subject_type, subject_id, detail)
         VALUES ($8, 'signed-in', $3, 'session', $2, jsonb_build_object('method', $4::text, 'secondFactor', $9::text)))
       INSERT INTO sessions (token_hash, id, person_id, method, user_agent, source, expires_at, second_factor_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(hours => ${SESSION_LIMITS.absoluteHours}), CASE WHEN $9::text IS NOT NULL THEN now() END)
       RETURNING expires_at AS "expiresAt"`,
      [
        hashOf(token),
        id,
        session.personId,
        session.method,
        session.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
        session.source,
        replaced,
        uuidv7(),
        session.secondFactor ?? null,
      ],
    );
    if (!opened) throw new Error('The session was not written');
    return { id, token, expiresAt: opened.expiresAt };
  }

  override async resume(token: string): Promise<ResumedSession | undefined> {
    if (!isSecret(token, 'urs')) return undefined;
    const tokenHash = hashOf(token);
    const [row] = await rows<ResumedRow>(
      this.dataSource,
      `SELECT s.id, s.created_at AS "signedInAt", s.expires_at AS "expiresAt",
              s.last_seen_at < now() - interval '1 minute' AS "wasSeenLongAgo",
              coalesce(s.second_factor_at > now() - make_interval(mins => ${STEP_UP_MINUTES}), false) AS "isSteppedUp",
              s.created_at > now() - make_interval(mins => ${STEP_UP_MINUTES}) AS "isFresh",
              p.id AS "personId", p.display_name AS "displayName", p.language, p.is_cleared AS "isCleared",
              ${ROLES_IN_FORCE} AS roles
         FROM sessions s JOIN people p ON p.id = s.person_id
        WHERE s.token_hash = $1 AND ${IN_FORCE} AND p.deactivated_at IS NULL`,
      [tokenHash],
    );
    if (!row) return undefined;
    if (row.wasSeenLongAgo) {
      // At most one write a minute: the row would otherwise be rewritten at every request.
      await this.dataSource.query(
        `UPDATE sessions SET last_seen_at = now() WHERE token_hash = $1 AND last_seen_at < now() - interval '1 minute'`,
        [tokenHash],
      );
    }
    const { id, signedInAt, expiresAt, isSteppedUp, isFresh, personId, displayName, language, isCleared, roles } = row;
    return {
      id,
      signedInAt,
      expiresAt,
      isSteppedUp,
      isFresh,
      scopes: null,
      actor: { personId, displayName, language, isCleared, roles },
    };
  }

  override list(personId: string): Promise<readonly SessionSummary[]> {
    return rows<SessionSummary & { method: SignInMethod }>(
      this.dataSource,
      `SELECT s.id, s.method, s.user_agent AS "userAgent", s.source, s.created_at AS "signedInAt",
              s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"
         FROM sessions s WHERE s.person_id = $1 AND ${IN_FORCE}
        ORDER BY s.created_at DESC, s.id DESC`,
      [personId],
    );
  }

  override async revoke(personId: string, sessionId: string): Promise<boolean> {
    const revoked = await rows(
      this.dataSource,
      `WITH ended AS (
         UPDATE sessions s SET revoked_at = now() WHERE s.person_id = $1 AND s.id = $2 AND ${IN_FORCE} RETURNING s.id
       ), audited AS (
         INSERT INTO audit_records (id, kind, actor_id, subject_type, subject_id, detail)
         SELECT $3, 'session-ended', $1, 'session', id, '{}' FROM ended
       ) SELECT id FROM ended`,
      [personId, sessionId, uuidv7()],
    );
    return revoked.length > 0;
  }

  override async stepUp(sessionId: string): Promise<void> {
    await this.dataSource.query('UPDATE sessions SET second_factor_at = now() WHERE id = $1', [sessionId]);
  }
}
