import type { RequestFacts } from '#libs/domain';
import type { LetterBody, RequestBody } from './request.dto.js';

/** What was given in the body, in the domain's form; what was left out stays as it is. */
export function requestFacts(body: Partial<RequestBody>): Partial<RequestFacts> {
  const { letter, ...rest } = body;
  const given = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  ) as Partial<RequestFacts>;
  return letter === undefined ? given : { ...given, letter: letter === null ? null : letterFacts(letter) };
}

function letterFacts(letter: LetterBody): NonNullable<RequestFacts['letter']> {
  const { status, kind, date } = letter;
  if (status === 'promised' || kind === undefined || date === undefined) return { status: 'promised' };
  return { status, kind, date, number: letter.number ?? null, signatory: letter.signatory ?? null, documentId: null };
}
