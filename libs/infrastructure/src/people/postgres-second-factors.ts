import { createHash, randomBytes } from 'node:crypto';
import { type Enrolment, type SecondFactorMethod, SecondFactors, SecondFactorUnavailable } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';
import type { SecretBox } from './secret-box.js';
import { base32, stepOfCode, totpUri } from './totp.js';

const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_BYTES = 10;
const ISSUER = 'Upon Request';

export class PostgresSecondFactors extends SecondFactors {
  /** @param box null where the process was given no key for secrets. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox | null,
  ) {
    super();
  }

  override async isEnrolled(personId: string): Promise<boolean> {
    const found = await rows(
      this.dataSource,
      'SELECT FROM totp_credentials WHERE person_id = $1 AND confirmed_at IS NOT NULL',
      [personId],
    );
    return found.length > 0;
  }

  override async enrol(personId: string, email: string): Promise<Enrolment> {
    if (!this.box) throw new SecondFactorUnavailable();
    const secret = randomBytes(SECRET_BYTES);
    await this.dataSource.query(
      `INSERT INTO totp_credentials AS c (person_id, secret) VALUES ($1, $2)
       ON CONFLICT (person_id) DO UPDATE SET secret = excluded.secret, created_at = now(), last_step = 0 WHERE c.confirmed_at IS NULL`,
      [personId, this.box.close(secret, personId)],
    );
    return { secret: base32(secret), uri: totpUri(secret, email, ISSUER) };
  }

  override async confirm(personId: string, code: string): Promise<readonly string[] | null> {
    if (!(await this.takeTotp(personId, code, false))) return null;
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    await this.dataSource.transaction(async (manager) => {
      await manager.query('UPDATE totp_credentials SET confirmed_at = now() WHERE person_id = $1', [personId]);
      await manager.query('DELETE FROM recovery_codes WHERE person_id = $1', [personId]);
      await manager.query('INSERT INTO recovery_codes (person_id, code_hash) SELECT $1, unnest($2::bytea[])', [
        personId,
        codes.map(hashOfCode),
      ]);
      await recordAudit(manager, {
        kind: 'second-factor-added',
        actorId: personId,
        subject: { type: 'person', id: personId },
        detail: { method: 'totp' },
      });
    });
    return codes;
  }

  override async check(personId: string, code: string): Promise<SecondFactorMethod | null> {
    const method = await this.taken(personId, code);
    // Whoever gets as far as being asked for it knew the password. How often they try is limited before this.
    if (method === null)
      await recordAudit(this.dataSource, {
        kind: 'second-factor-refused',
        actorId: null,
        subject: { type: 'person', id: personId },
        detail: {},
      });
    return method;
  }

  private async taken(personId: string, code: string): Promise<SecondFactorMethod | null> {
    if (/^\d{6}$/.test(code)) return (await this.takeTotp(personId, code, true)) ? 'totp' : null;
    const taken = await rows(
      this.dataSource,
      `WITH taken AS (
         UPDATE recovery_codes SET used_at = now() WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1
       ) SELECT * FROM taken`,
      [personId, hashOfCode(code)],
    );
    return taken.length > 0 ? 'recovery-code' : null;
  }

  override async remove(personId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query('DELETE FROM totp_credentials WHERE person_id = $1', [personId]);
      await manager.query('DELETE FROM recovery_codes WHERE person_id = $1', [personId]);
      await recordAudit(manager, {
        kind: 'second-factor-removed',
        actorId: personId,
        subject: { type: 'person', id: personId },
        detail: {},
      });
    });
  }

  private async takeTotp(personId: string, code: string, isConfirmed: boolean): Promise<boolean> {
    const [credential] = await rows<{ secret: Buffer; now: Date }>(
      this.dataSource,
      'SELECT secret, now() FROM totp_credentials WHERE person_id = $1 AND (confirmed_at IS NOT NULL) = $2',
      [personId, isConfirmed],
    );
    if (!credential || !this.box) return false;
    const step = stepOfCode(this.box.open(credential.secret, personId), code, credential.now.getTime());
    if (step === undefined) return false;
    // Compare and set: of two who show the same code at the same time, one gets in.
    const taken = await rows(
      this.dataSource,
      `WITH taken AS (
         UPDATE totp_credentials SET last_step = $2 WHERE person_id = $1 AND last_step < $2 RETURNING 1
       ) SELECT * FROM taken`,
      [personId, step],
    );
    return taken.length > 0;
  }
}

/** 80 random bits, as they are read from paper: `ABCD-EFGH-IJKL-MNOP`. */
function newRecoveryCode(): string {
  return base32(randomBytes(RECOVERY_BYTES)).replace(/(.{4})(?=.)/g, '$1-');
}

function hashOfCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest();
}
