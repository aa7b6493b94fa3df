import type { Passwords, PeopleRegister } from '#libs/domain';
import { DEMONSTRATION_PASSWORD, demonstrationAccounts } from './demonstration-accounts.js';

/** Enters the demonstration accounts that are not there yet; a second time it only looks. */
export class SeedDemonstrationAccounts {
  constructor(
    private readonly register: PeopleRegister,
    private readonly passwords: Passwords,
  ) {}

  async execute(): Promise<{ readonly added: number; readonly present: number }> {
    const accounts = demonstrationAccounts();
    const existing = await this.register.existing(accounts.map(({ email }) => email));
    const missing = accounts.filter(({ email }) => !existing.has(email));
    if (missing.length > 0) {
      // One hash for all: they share one published password, and eighty hashes would cost every first start seconds.
      const passwordHash = await this.passwords.hash(DEMONSTRATION_PASSWORD);
      await this.register.add(missing.map((account) => ({ ...account, passwordHash })));
    }
    return { added: missing.length, present: existing.size };
  }
}
