import type { HeldRole, Language } from './actor.js';
import type { Mandate } from './mandate.js';

/** Somebody a mandate is proposed for; they may have an account or not. */
export interface ProposedPerson {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly timeZone: string;
}

/** A role assignment that somebody else stands in for, for a while. */
export interface Substitution {
  readonly role: HeldRole;
  readonly absentPersonId: string;
  readonly substituteId: string;
  /** The absent person, or whoever names a substitute for them. */
  readonly namedBy: string;
  readonly fromAt: Date;
  readonly untilAt: Date;
}

/** The write side of mandates and substitutes, within one transaction. */
export interface MandateStore {
  /** The account of an address; entered without any way to sign in where there is none. */
  personOf(person: ProposedPerson): Promise<string>;
  /** Locks the row until the transaction ends. */
  lock(mandateId: string): Promise<Mandate | null>;
  add(mandate: Mandate): Promise<void>;
  save(mandate: Mandate): Promise<void>;
  /** Ends what others hold in place of somebody whose mandate ends. */
  endSubstitutes(mandateId: string, at: Date): Promise<void>;
  stateExists(stateCode: string): Promise<boolean>;

  /** An active account of a canonical address, with the roles in force. */
  colleague(email: string): Promise<{ readonly personId: string; readonly roles: readonly HeldRole[] } | null>;
  /** @returns the id of the substitution, or null if the absent person does not hold the role themselves. */
  addSubstitute(substitution: Substitution): Promise<string | null>;
  /** A substitution that has not ended; the row is locked until the transaction ends. */
  lockSubstitution(
    substitutionId: string,
  ): Promise<Pick<Substitution, 'role' | 'absentPersonId' | 'substituteId'> | null>;
  endSubstitution(substitutionId: string, at: Date, by: string): Promise<void>;
}
