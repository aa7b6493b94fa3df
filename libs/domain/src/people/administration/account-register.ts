import type { HeldRole } from '../actor.js';
import type { NewPerson } from '../people-register.js';

/** An account as whoever decides about it sees it, locked until the transaction ends. */
export interface AccountToChange {
  readonly personId: string;
  readonly email: string;
  readonly isActive: boolean;
  /** Grows by one with every decision about the account. */
  readonly version: number;
}

/** A role somebody holds, held or will hold, as it stands in the register. */
export interface RoleAssignment {
  readonly id: string;
  readonly role: HeldRole;
  readonly fromAt: Date;
  /** Null where it has no end yet. */
  readonly untilAt: Date | null;
  /** How it came about; a focal point's authority is a mandate, with papers and a second person. */
  readonly cameBy: 'mandate' | 'grant' | 'substitution';
}

export interface RoleGrant {
  readonly role: HeldRole;
  readonly fromAt: Date;
  readonly untilAt: Date | null;
  /** Null where it is granted at the command line of the server. */
  readonly grantedBy: string | null;
}

/** The write side of accounts as administrators keep them, within one transaction. */
export interface AccountRegister {
  lock(personId: string): Promise<AccountToChange | null>;
  /** Counts a decision about the account. */
  raiseVersion(personId: string): Promise<void>;
  /** @returns the id of the person. @throws EmailTaken */
  enter(person: Omit<NewPerson, 'roles'>): Promise<string>;
  /** @returns the id of the assignment. @throws RoleScopeNotKnown, RoleHeld where some of that time is covered already. */
  grant(personId: string, grant: RoleGrant): Promise<string>;
  /** A role of this person that has not ended. */
  lockRole(personId: string, roleId: string): Promise<RoleAssignment | null>;
  /** Ends it with those who stand in for its holder; a role that has not begun never does. */
  endRole(
    roleId: string,
    end: { readonly at: Date; readonly by: string | null; readonly reason: string },
  ): Promise<void>;
  /** Closes the account with its sessions, its API tokens, and the secrets that wait in mails. */
  close(personId: string): Promise<void>;
  reopen(personId: string): Promise<void>;
  /** @returns how many were open. */
  endSessions(personId: string): Promise<number>;
  /** Generator and recovery codes are forgotten. @returns whether there was a confirmed one. */
  removeSecondFactor(personId: string): Promise<boolean>;
}
