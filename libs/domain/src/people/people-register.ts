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
  /** Also of a closed account. @throws PersonNotFound */
  abstract idOf(email: string): Promise<string>;
}
