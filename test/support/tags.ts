/** The elements of an XML text that are not closed, or closed in the wrong order; nothing for a well-nested one. */
export function openTags(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [, slash, name, selfClosing] of xml.matchAll(
    /<(\/?)([a-zA-Z][\w:-]*)(?:\s+[\w:-]+="[^"<]*")*\s*(\/?)>/g,
  )) {
    if (selfClosing === '/') continue;
    if (slash === '') open.push(name ?? '');
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  const rest = xml.replace(/<\/?[a-zA-Z?][^<>]*>/g, '');
  return /[<>]/.test(rest) ? [...open, rest] : open;
}
