import type { HeldRole, Language } from './actor.js';

export interface NewPerson {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Null for somebody who will sign in another way. */
  readonly passwordHash: string | null;
  readonly isCleared: boolean;
  readonly roles: readonly HeldRole[];
}

export interface RegisteredPerson {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly isCleared: boolean;
  readonly isActive: boolean;
  readonly roles: readonly HeldRole[];
}

/** The register of accounts, as administrators keep it. */
export abstract class PeopleRegister {
  /** Accounts with their roles in force, by address. */
  abstract list(): Promise<readonly RegisteredPerson[]>;
  /** Those of these addresses (canonical form) that have an account already. */
  abstract existing(emails: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Adds all of them or none.
   * @throws EmailTaken, RoleScopeNotKnown
   */
  abstract add(people: readonly NewPerson[]): Promise<readonly string[]>;
  /** Does nothing if the role is held already. @throws PersonNotFound, RoleScopeNotKnown */
  abstract grant(email: string, role: HeldRole): Promise<void>;
  /** @returns whether the role was held. @throws PersonNotFound */
  abstract withdraw(email: string, role: HeldRole): Promise<boolean>;
  /** Closes the account and ends its sessions at once; its name stays in every history. @throws PersonNotFound */
  abstract deactivate(email: string): Promise<void>;
}
