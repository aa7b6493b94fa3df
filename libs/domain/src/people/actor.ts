/** A role somebody holds, and for whom: a State, an office, or (neither) the whole organisation. */
export interface HeldRole {
  readonly role: string;
  readonly stateCode: string | null;
  readonly officeCode: string | null;
  /** People whose named places on cases the holder takes: a predecessor, or somebody who is absent. Absent where none. */
  readonly standsFor?: readonly string[];
}

/** The person who acts, with every role in force at this moment. */
export interface Actor {
  readonly personId: string;
  readonly displayName: string;
  readonly language: Language;
  readonly roles: readonly HeldRole[];
  /** Whether the person may read strictly confidential cases that their roles would otherwise keep from them. */
  readonly isCleared: boolean;
}

/** The ids under which somebody may be named on a case: their own, and those of whom they stand for in a role. */
export function namedPlacesOf(actor: Actor, role?: string): readonly string[] {
  const stoodFor = actor.roles.flatMap((held) =>
    role === undefined || held.role === role ? (held.standsFor ?? []) : [],
  );
  return [...new Set([actor.personId, ...stoodFor])];
}

export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
/** One of the six official languages of the United Nations, as a BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number];
