/** Draws keys and chance for the domain, which has no source of either of its own. */
export abstract class Identifiers {
  /** A UUIDv7 (RFC 9562): ordered by time, so that indexes grow at one end. */
  abstract next(): string;
  abstract randomBytes(count: number): Uint8Array;
}
