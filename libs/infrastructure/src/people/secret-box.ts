import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps secrets that have to be read again, encrypted with a key that the database does not hold (AES-256-GCM). */
export class SecretBox {
  /** @param key 32 bytes. */
  constructor(private readonly key: Buffer) {
    if (key.length !== 32) throw new RangeError('The key for secrets has 32 bytes');
  }

  /** @param owner is bound to the text: a row copied to another owner cannot be opened. */
  close(secret: Buffer, owner: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(owner));
    return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws if it was closed with another key or for another owner. */
  open(closed: Buffer, owner: string): Buffer {
    const iv = closed.subarray(0, IV_BYTES);
    const tag = closed.subarray(-TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(owner)).setAuthTag(tag);
    return Buffer.concat([decipher.update(closed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}
