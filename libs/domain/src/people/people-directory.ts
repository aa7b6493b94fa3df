import type { HeldRole, Language } from './actor.js';

/** How to address somebody. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

/** Who is who, for everybody who has to tell, ask or name somebody. Only people who are active, with roles in force. */
export abstract class PeopleDirectory {
  /** Also people whose account is closed: a history names them. */
  abstract byId(personId: string): Promise<Person | undefined>;
  abstract byIds(personIds: readonly string[]): Promise<readonly Person[]>;
  abstract focalPointsOf(stateCode: string): Promise<readonly Person[]>;
  abstract staffOf(officeCode: string, role: string): Promise<readonly Person[]>;
  /** Holders of a role for the whole organisation. */
  abstract holdersOf(role: string): Promise<readonly Person[]>;
  abstract rolesOf(personId: string): Promise<readonly HeldRole[]>;
}
