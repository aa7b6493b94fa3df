/** A role somebody holds, and for whom: a State, an office, or (neither) the whole organisation. */
export interface HeldRole {
  readonly role: string;
  readonly stateCode: string | null;
  readonly officeCode: string | null;
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

export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
/** One of the six official languages of the United Nations, as a BCP 47 tag. */
export type Language = (typeof LANGUAGES)[number];
