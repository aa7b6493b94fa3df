import { createHash, randomBytes } from 'node:crypto';

/** What a session token looks like: a prefix that secret scanners can find, and 256 random bits in base64url. */
const SESSION_TOKEN = /^urs_[A-Za-z0-9_-]{43}$/;

export function newSessionToken(): string {
  return `urs_${randomBytes(32).toString('base64url')}`;
}

/** Sorts out what cannot be a token before the database is asked. */
export function isSessionToken(text: string): boolean {
  return SESSION_TOKEN.test(text);
}

/** A plain SHA-256 is enough for 256 random bits: there is nothing to guess. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
