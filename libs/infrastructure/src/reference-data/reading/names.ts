import { type Language, LANGUAGES } from '#libs/domain';
import type { Place } from './place.js';

export type Names = Readonly<Record<Language, string>>;

/** A name in each of the six official languages. */
export function readNames(place: Place): Names {
  const fields = place.fields(...LANGUAGES);
  return eachLanguage((language) => fields[language].text());
}

/** A name in the languages the source has; English is always there. */
export function readSomeNames(place: Place): Readonly<Partial<Record<Language, string>>> {
  const names: Partial<Record<Language, string>> = {};
  for (const [language, name] of place.entries()) {
    const known = LANGUAGES.find((candidate) => candidate === language);
    if (known) names[known] = name.text();
    else name.fault('unknown_field', 'Names are in ar, en, es, fr, ru or zh');
  }
  if (names.en === undefined) place.fault('not_a_text', 'The English name is missing');
  return names;
}

export function eachLanguage<Value>(read: (language: Language) => Value): Readonly<Record<Language, Value>> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, read(language)])) as Record<Language, Value>;
}
