import { createHash } from 'node:crypto';
import { type Canonical, canonicalJson } from '#libs/domain';

export const HASH_BYTES = 32;
/** What the first entry of a chain builds on. */
export const GENESIS = Buffer.alloc(HASH_BYTES);

export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function hashOfContent(salt: Buffer, content: Canonical): Buffer {
  return sha256(salt, canonicalJson(content));
}

export function hashOfValue(value: Canonical): Buffer {
  return sha256(canonicalJson(value));
}

/** A link: the hash before and the hash of what is added. */
export function link(before: Buffer, entryHash: Buffer): Buffer {
  return sha256(before, entryHash);
}
