/** Crockford's alphabet: no I, L, O or U, so that a reference can be read aloud and typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** How many random bytes a reference is made from, one a character. */
export const REFERENCE_RANDOM_BYTES = 6;

/**
 * The reference people call a case by: `KEN-2026-4T9XQ2`. It names the State and the year; the rest is drawn by
 * chance, because a running number would tell every State how much the others ask for.
 * @param random bytes from a secure source, at least six.
 */
export function caseReference(requestingState: string, year: number, random: Uint8Array): string {
  if (random.length < REFERENCE_RANDOM_BYTES)
    throw new RangeError(`A case reference needs ${REFERENCE_RANDOM_BYTES} random bytes`);
  const drawn = Array.from(random.slice(0, REFERENCE_RANDOM_BYTES), (byte) =>
    ALPHABET.charAt(byte % ALPHABET.length),
  ).join('');
  return `${requestingState}-${year}-${drawn}`;
}
