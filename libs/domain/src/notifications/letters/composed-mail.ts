/** A mail's words, in both forms. */
export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A piece of a mail: a line of its own, a paragraph, or a link with its words. */
export type Piece =
  | { readonly heading: string }
  | { readonly paragraph: string }
  | { readonly words: string; readonly link: string }
  | { readonly small: string };

/** Lays pieces out as plain text and as HTML. Nothing in them is read as markup. */
export function layOut(language: string, direction: 'ltr' | 'rtl', subject: string, pieces: readonly Piece[]): ComposedMail {
  return {
    subject,
    text: `${pieces.map(asText).join('\n\n')}\n`,
    html: [
      `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">`,
      `<title>${escapeHtml(subject)}</title></head>`,
      `<body dir="${direction}" style="font-family:sans-serif;line-height:1.5;max-width:40em">`,
      ...pieces.map(asHtml),
      '</body></html>',
    ].join('\n'),
  };
}

function asText(piece: Piece): string {
  if ('heading' in piece) return piece.heading;
  if ('paragraph' in piece) return piece.paragraph;
  if ('small' in piece) return piece.small;
  return `${piece.words}: ${piece.link}`;
}

function asHtml(piece: Piece): string {
  if ('heading' in piece) return `<h2 style="font-size:1em;margin-bottom:0">${escapeHtml(piece.heading)}</h2>`;
  if ('paragraph' in piece) return `<p>${escapeHtml(piece.paragraph)}</p>`;
  if ('small' in piece) return `<p style="color:#555;font-size:smaller">${escapeHtml(piece.small)}</p>`;
  return `<p><a href="${escapeHtml(piece.link)}">${escapeHtml(piece.words)}</a></p>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
