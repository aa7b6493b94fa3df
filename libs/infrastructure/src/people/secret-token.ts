import { createHash, randomBytes } from 'node:crypto';

/** What a secret is for: session, API token, invitation, password recovery. Secret scanners find the prefix. */
type SecretPrefix = 'urs' | 'urt' | 'uri' | 'urp';

const SECRET = /^(urs|urt|uri|urp)_[A-Za-z0-9_-]{43}$/;

/** A prefix and 256 random bits in base64url. */
export function newSecret(prefix: SecretPrefix): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** Sorts out what cannot be a secret before the database is asked. */
export function isSecret(text: string, prefix: SecretPrefix): boolean {
  return SECRET.exec(text)?.[1] === prefix;
}

/** A plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
