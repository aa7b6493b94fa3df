import {
  type ApiToken,
  ApiTokens,
  type HeldRole,
  type Language,
  type PermissionName,
  type ResumedSession,
  type TokenWish,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';
import { ROLES_IN_FORCE } from './roles-in-force.js';
import { hashOf, isSecret, newSecret } from './secret-token.js';

const IN_FORCE = 't.revoked_at IS NULL AND t.expires_at > now()';
const TOKEN = `t.id, t.name, t.scopes, t.state_code AS "stateCode", t.office_code AS "officeCode",
  t.created_at AS "createdAt", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt"`;

interface UsedRow {
  readonly id: string;
  readonly scopes: readonly PermissionName[];
  readonly stateCode: string | null;
  readonly officeCode: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly wasUsedLongAgo: boolean;
  readonly personId: string;
  readonly displayName: string;
  readonly language: Language;
  readonly roles: readonly HeldRole[];
}

export class PostgresApiTokens extends ApiTokens {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override make(personId: string, wish: TokenWish): Promise<ApiToken & { readonly token: string }> {
    const [id, token] = [uuidv7(), newSecret('urt')];
    return this.dataSource.transaction(async (manager) => {
      const [made] = await rows<ApiToken>(
        manager,
        `INSERT INTO api_tokens AS t (token_hash, id, person_id, name, scopes, state_code, office_code, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(days => $8)) RETURNING ${TOKEN}`,
        [hashOf(token), id, personId, wish.name, wish.scopes, wish.stateCode, wish.officeCode, wish.days],
      );
      if (!made) throw new Error('The token was not written');
      await recordAudit(manager, {
        kind: 'token-made',
        actorId: personId,
        subject: { type: 'token', id },
        detail: { scopes: [...wish.scopes], stateCode: wish.stateCode, officeCode: wish.officeCode },
      });
      return { ...made, token };
    });
  }

  override list(personId: string): Promise<readonly ApiToken[]> {
    return rows<ApiToken>(
      this.dataSource,
      `SELECT ${TOKEN} FROM api_tokens t WHERE t.person_id = $1 AND ${IN_FORCE} ORDER BY t.created_at DESC, t.id DESC`,
      [personId],
    );
  }

  override revoke(personId: string, tokenId: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const revoked = await rows(
        manager,
        `WITH ended AS (
           UPDATE api_tokens t SET revoked_at = now() WHERE t.person_id = $1 AND t.id = $2 AND ${IN_FORCE} RETURNING 1
         ) SELECT * FROM ended`,
        [personId, tokenId],
      );
      if (revoked.length === 0) return false;
      await recordAudit(manager, {
        kind: 'token-revoked',
        actorId: personId,
        subject: { type: 'token', id: tokenId },
        detail: {},
      });
      return true;
    });
  }

  override async resume(token: string): Promise<ResumedSession | undefined> {
    if (!isSecret(token, 'urt')) return undefined;
    const [used] = await rows<UsedRow>(
      this.dataSource,
      `SELECT t.id, t.scopes, t.state_code AS "stateCode", t.office_code AS "officeCode", t.created_at AS "createdAt",
              t.expires_at AS "expiresAt", coalesce(t.last_used_at < now() - interval '1 minute', true) AS "wasUsedLongAgo",
              p.id AS "personId", p.display_name AS "displayName", p.language, ${ROLES_IN_FORCE} AS roles
         FROM api_tokens t JOIN people p ON p.id = t.person_id
        WHERE t.token_hash = $1 AND ${IN_FORCE} AND p.deactivated_at IS NULL`,
      [hashOf(token)],
    );
    if (!used) return undefined;
    const roles = used.roles.filter(
      ({ stateCode, officeCode }) => stateCode === used.stateCode && officeCode === used.officeCode,
    );
    // Its owner has no role there any more: to the caller it is as good as revoked.
    if (roles.length === 0) return undefined;
    if (used.wasUsedLongAgo)
      await this.dataSource.query('UPDATE api_tokens SET last_used_at = now() WHERE id = $1', [used.id]);
    const { id, scopes, createdAt, expiresAt, personId, displayName, language } = used;
    return {
      id,
      scopes,
      signedInAt: createdAt,
      expiresAt,
      isSteppedUp: false,
      isFresh: false,
      actor: { personId, displayName, language, isCleared: false, roles },
    };
  }
}
