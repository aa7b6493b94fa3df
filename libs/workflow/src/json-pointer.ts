/**
 * Where in a document something is, as a JSON Pointer (RFC 6901): `['limits', 'a/b']` is `/limits/a~1b`. The empty path
 * is the whole document.
 */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${escapePointer(String(step))}`).join('');
}

/** A name as one step of a JSON Pointer. */
export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
