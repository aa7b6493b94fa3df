import {
  type AccountLetterKind,
  type AccountLetterStore,
  type AskedLetter,
  type MailReader,
  PasswordRecoveries,
  type TakenAccountLetter,
} from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import { rows, type Sql } from '../database/sql.js';
import { writeInvitation } from './postgres-invitations.js';
import { hashOf, newSecret } from './secret-token.js';

/** Longer than a whole attempt to hand a mail over. */
const LEASE_SECONDS = 180;

interface LetterRow {
  readonly kind: AccountLetterKind;
  readonly personId: string | null;
  readonly address: string | null;
  readonly askedBy: string | null;
  readonly at: Date;
  readonly isLeased: boolean;
}

export class PostgresAccountLetters implements AccountLetterStore {
  constructor(private readonly sql: Sql) {}

  async ask({ kind, personId, askedBy }: AskedLetter): Promise<string> {
    const id = uuidv7();
    await this.sql.query('INSERT INTO account_letters (id, kind, person_id, asked_by) VALUES ($1, $2, $3, $4)', [
      id,
      kind,
      personId,
      askedBy,
    ]);
    return id;
  }

  async askRecovery(address: string): Promise<string> {
    const id = uuidv7();
    await this.sql.query(`INSERT INTO account_letters (id, kind, address) VALUES ($1, 'password-recovery', $2)`, [
      id,
      address,
    ]);
    return id;
  }

  async take(letterId: string): Promise<TakenAccountLetter> {
    const [letter] = await rows<LetterRow>(
      this.sql,
      `SELECT kind, person_id AS "personId", address, asked_by AS "askedBy", created_at AS at,
              coalesce(leased_until > clock_timestamp(), false) AS "isLeased"
         FROM account_letters WHERE id = $1 AND settled_at IS NULL FOR UPDATE`,
      [letterId],
    );
    if (!letter) return { outcome: 'nothing-to-send' };
    if (letter.isLeased) return { outcome: 'being-sent' };
    const { kind, askedBy, at } = letter;
    const reader = await this.readerOf(letter);
    if (!reader) {
      await this.settle(letterId, null);
      return { outcome: 'nothing-to-send' };
    }
    const [leased] = await rows<{ tries: number }>(
      this.sql,
      `WITH leased AS (
         UPDATE account_letters SET leased_until = clock_timestamp() + make_interval(secs => $2), tries = tries + 1,
                person_id = $3, address = NULL
          WHERE id = $1 RETURNING tries
       ) SELECT tries FROM leased`,
      [letterId, LEASE_SECONDS, reader.personId],
    );
    const secret = await this.newSecretOf(kind, reader.personId, askedBy);
    const key = secret ? `${letterId}.${leased?.tries ?? 0}` : letterId;
    return { outcome: 'taken', kind, key, reader, at, secret };
  }

  async release(letterId: string): Promise<void> {
    await this.sql.query('UPDATE account_letters SET leased_until = NULL WHERE id = $1', [letterId]);
  }

  async settle(letterId: string, failure: string | null): Promise<void> {
    await this.sql.query(
      'UPDATE account_letters SET settled_at = now(), leased_until = NULL, address = NULL, failure = $2 WHERE id = $1',
      [letterId, failure],
    );
  }

  /** Locked, so that of two letters with a secret the later one replaces the earlier. */
  private async readerOf({ kind, personId, address }: LetterRow): Promise<MailReader | undefined> {
    const [reader] = await rows<MailReader>(
      this.sql,
      `SELECT id AS "personId", display_name AS name, email AS address, language, time_zone AS "timeZone" FROM people
        WHERE ${personId === null ? 'lower(email) = $1' : 'id = $1'} AND deactivated_at IS NULL
          AND ($2 <> 'password-recovery' OR password_hash IS NOT NULL) FOR UPDATE`,
      [personId ?? address, kind],
    );
    return reader;
  }

  private async newSecretOf(
    kind: AccountLetterKind,
    personId: string,
    askedBy: string | null,
  ): Promise<{ readonly token: string; readonly goodUntil: Date } | null> {
    if (kind === 'invitation') return writeInvitation(this.sql, personId, askedBy);
    return kind === 'password-recovery' ? this.writeRecovery(personId) : null;
  }

  private async writeRecovery(personId: string): Promise<{ readonly token: string; readonly goodUntil: Date }> {
    const token = newSecret('urp');
    await this.sql.query('UPDATE password_recoveries SET used_at = now() WHERE person_id = $1 AND used_at IS NULL', [
      personId,
    ]);
    const [made] = await rows<{ goodUntil: Date }>(
      this.sql,
      `INSERT INTO password_recoveries (token_hash, person_id, expires_at)
       VALUES ($1, $2, now() + make_interval(mins => $3)) RETURNING expires_at AS "goodUntil"`,
      [hashOf(token), personId, PasswordRecoveries.GOOD_MINUTES],
    );
    if (!made) throw new Error('The recovery was not written');
    return { token, goodUntil: made.goodUntil };
  }
}
