import { canonicalJson } from '../canonical.js';
import type { JsonValue } from '../definition.js';

/** One difference between two definitions: where in them, and what it means in words. */
export interface Change {
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly sentence: string;
}

/** The members of two records by name: those of the first in its order, then the new ones. */
export function byName<Item>(
  before: Readonly<Record<string, Item>>,
  after: Readonly<Record<string, Item>>,
): readonly { readonly name: string; readonly was: Item | undefined; readonly is: Item | undefined }[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => ({
    name,
    was: Object.hasOwn(before, name) ? before[name] : undefined,
    is: Object.hasOwn(after, name) ? after[name] : undefined,
  }));
}

/** Whether two parts of definitions say the same, whatever the order of their members. */
export function same(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one as JsonValue) === canonicalJson(other as JsonValue);
}

/** A change of one property, put into words; nothing if it is the same. */
export function within<Value>(
  at: string,
  property: string,
  before: Value,
  after: Value,
  sentence: (was: Value, is: Value) => string,
): readonly Change[] {
  if (same(before, after)) return [];
  return [{ pointer: `${at}/${property}`, kind: 'changed', sentence: sentence(before, after) }];
}

/** What was put into a list of names and what was taken out. */
export function membersChanged(
  at: string,
  before: readonly string[],
  after: readonly string[],
  added: (names: string) => string,
  removed: (names: string) => string,
): readonly Change[] {
  const more = after.filter((name) => !before.includes(name));
  const fewer = before.filter((name) => !after.includes(name));
  return [
    ...(more.length > 0 ? [{ pointer: at, kind: 'added' as const, sentence: added(listed(more)) }] : []),
    ...(fewer.length > 0 ? [{ pointer: at, kind: 'removed' as const, sentence: removed(listed(fewer)) }] : []),
  ];
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? 'nothing';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
