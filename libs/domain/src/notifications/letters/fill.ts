/** Puts values into `{placeholders}`, as they are: what a person typed is never read as a placeholder itself. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : placeholder));
}

/** Names and titles are typed by people: a line break in one must not become a header or a paragraph of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
