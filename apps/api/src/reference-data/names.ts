import type { Language } from '#libs/domain';

/** Which languages a caller of a list gets: the preferred one, or that one and all others beside it. */
export interface NameChoice {
  readonly language: Language;
  readonly all: boolean;
}

export interface Named {
  readonly name: string;
  readonly nameLanguage: Language;
}

/** A name in the caller's language, or in English where the source has no other, saying which of the two it is. */
export function nameIn(
  language: Language,
  names: Readonly<Partial<Record<Language, string>> & { readonly en: string }>,
): Named {
  const name = names[language];
  return name === undefined ? { name: names.en, nameLanguage: 'en' } : { name, nameLanguage: language };
}
