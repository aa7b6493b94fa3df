import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
/** 160 random bits. A local part may have 64 characters, and some mail servers fold its case. */
const LENGTH = 32;
const TOKEN = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

export function newReplyToken(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

export function hashOfReplyToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** `reply@example.org` and a token make `reply+TOKEN@example.org`. */
export function plusAddress(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

/** The token in a recipient; null if the recipient is not below this address at all. */
export function tokenIn(address: string, recipient: string): string | null {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at)];
  const given = recipient.toLowerCase();
  if (!given.startsWith(`${local}+`) || !given.endsWith(domain)) return null;
  const token = given.slice(local.length + 1, given.length - domain.length);
  return TOKEN.test(token) ? token : null;
}
