import type { Labels } from '#libs/workflow';

/** English, French, Spanish. */
type Row = readonly [en: string, fr: string, es: string];

/** A table of words in three languages, its keys put behind a common beginning. */
export function inThreeLanguages(beginning: string, rows: Readonly<Record<string, Row>>): Labels {
  return Object.fromEntries(Object.entries(rows).map(([key, [en, fr, es]]) => [`${beginning}.${key}`, { en, fr, es }]));
}
