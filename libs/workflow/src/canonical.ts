import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue, WorkflowDefinition } from './definition.js';

/**
 * JSON with the members of every object in the order of their names (by UTF-16 code units), no spaces, numbers as JavaScript
 * writes them: the scheme of RFC 8785. Two documents that say the same have one canonical form.
 */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

/**
 * SHA-256, in hexadecimal, over the canonical form of a definition without its labels: a wording may be corrected, a
 * rule of a published version may not.
 */
export function checksumOf(definition: WorkflowDefinition): string {
  const { labels: _, ...rules } = definition;
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(rules as unknown as JsonValue))));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
