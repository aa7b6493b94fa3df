import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';

/** Text has no mark at its beginning: it is known by holding nothing that text does not hold. */
const PLAIN_TEXT = 'text/plain';
// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const NOT_IN_TEXT = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;

/**
 * What a file is by its content, whatever its name and its sender say: a media type, or null where nothing known begins like
 * it and it is no text either.
 */
export async function sniffedType(content: Uint8Array): Promise<string | null> {
  if (content.length === 0) return null;
  const found = await fileTypeFromBuffer(content);
  if (found) return found.mime;
  return isText(content) ? PLAIN_TEXT : null;
}

function isText(content: Uint8Array): boolean {
  return isUtf8(content) && !NOT_IN_TEXT.test(Buffer.from(content).toString('utf8'));
}
