import { Passwords } from '#libs/domain';
import { hash, parseOptions, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. (2 is argon2id.) */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

export class Argon2Passwords extends Passwords {
  /** The hash of a password nobody has, made with the same parameters as all others. */
  private decoy: Promise<string> | undefined;

  override hash(password: string): Promise<string> {
    return hash(canonical(password), PARAMETERS);
  }

  override async matches(passwordHash: string | null, password: string): Promise<boolean> {
    if (passwordHash !== null) return verify(passwordHash, canonical(password));
    await verify(await this.makeDecoy(), canonical(password));
    return false;
  }

  override isOutdated(passwordHash: string): boolean {
    const used = parseOptions(passwordHash);
    return (
      !passwordHash.startsWith('$argon2id$') ||
      used.memoryCost < PARAMETERS.memoryCost ||
      used.timeCost < PARAMETERS.timeCost ||
      used.parallelism !== PARAMETERS.parallelism
    );
  }

  /** To be called at start: the first unknown address must not take twice as long as all later ones. */
  async prepare(): Promise<void> {
    await this.makeDecoy();
  }

  private makeDecoy(): Promise<string> {
    this.decoy ??= hash(crypto.randomUUID(), PARAMETERS);
    return this.decoy;
  }
}

/** The same password typed on another keyboard may come as other code points (NIST SP 800-63B, 3.1.1.2). */
function canonical(password: string): string {
  return password.normalize('NFKC');
}
