/** An account as sign-in needs it. */
export interface Account {
  readonly personId: string;
  /** Null where no password was ever set: such an account signs in another way. */
  readonly passwordHash: string | null;
}

/** Finds accounts that may sign in. */
export abstract class Accounts {
  /** The active account of an address in canonical form. */
  abstract findByEmail(email: string): Promise<Account | undefined>;
  abstract changePasswordHash(personId: string, passwordHash: string): Promise<void>;
}

/** Turns passwords into hashes and compares them. */
export abstract class Passwords {
  abstract hash(password: string): Promise<string>;

  /**
   * Compares in the same time whether or not there is a hash: with null it works as hard and answers no, so that the
   * time of an answer does not tell which addresses have accounts.
   */
  abstract matches(passwordHash: string | null, password: string): Promise<boolean>;

  /** Whether a hash was made with weaker parameters than today's. */
  abstract isOutdated(passwordHash: string): boolean;
}

/** One address, one account: letter case and surrounding space do not make another. */
export function canonicalEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
