import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** What a secret says that is written in Base32, as people type it. */
export function fromBase32(text: string): Buffer {
  const bits = [...text].map((character) => ALPHABET.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** An authenticator, as RFC 6238 describes one: the code of a moment so many milliseconds from now. */
export function codeAt(secret: string, laterMs = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor((Date.now() + laterMs) / STEP_MS), 4);
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const number = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}
