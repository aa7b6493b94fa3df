/** Width of text in units of the type size: the letters of the six languages of the United Nations, roughly. */
export function widthOfText(text: string, size: number): number {
  let ems = 0;
  for (const letter of text)
    ems += WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.32 : CAPITAL.test(letter) ? 0.68 : 0.54;
  return ems * size;
}

const WIDE = /[\u2e80-\uffef]/u;
const NARROW = /[ .,:;'’|!ijlftI()-]/u;
const CAPITAL = /[\p{Lu}mwMW@%]/u;

/** Bold letters are wider by about this. */
export const BOLD = 1.1;

/** Cuts text into lines at its spaces; a word that is too long has a line of its own. */
export function wrapped(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOfText(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
