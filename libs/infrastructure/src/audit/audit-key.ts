import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type Canonical, canonicalJson } from '#libs/domain';
import { sha256 } from './audit-hash.js';

/** Whoever checks a signature: an Ed25519 public key. Its id is the beginning of the hash of its DER form. */
export class AuditPublicKey {
  readonly id: string;

  constructor(private readonly key: KeyObject) {
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('The audit key is not an Ed25519 key');
    this.id = sha256(key.export({ type: 'spki', format: 'der' }))
      .subarray(0, 8)
      .toString('hex');
  }

  static fromPem(pem: string | Buffer): AuditPublicKey {
    return new AuditPublicKey(createPublicKey(pem));
  }

  verify(document: Canonical, signature: Buffer): boolean {
    return verify(null, Buffer.from(canonicalJson(document)), this.key, signature);
  }

  toPem(): string {
    return this.key.export({ type: 'spki', format: 'pem' }).toString();
  }
}

/** Whoever signs checkpoints and seals. It lives in a file outside the database; whoever holds the database does not hold it. */
export class AuditKey {
  readonly publicKey: AuditPublicKey;

  private constructor(private readonly key: KeyObject) {
    this.publicKey = new AuditPublicKey(createPublicKey(key));
  }

  static async fromFile(path: string): Promise<AuditKey> {
    return new AuditKey(createPrivateKey(await readFile(path)));
  }

  /** Writes a new key where there is none yet. @throws if the file exists: a lost key is noticed, not replaced. */
  static async create(path: string): Promise<AuditKey> {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    return new AuditKey(privateKey);
  }

  get id(): string {
    return this.publicKey.id;
  }

  sign(document: Canonical): Buffer {
    return sign(null, Buffer.from(canonicalJson(document)), this.key);
  }
}
