import { createHash } from 'node:crypto';
import type { InboundMail, QuarantinedFile } from '#libs/domain';
import PostalMime, { addressParser, type Attachment } from 'postal-mime';
import { sniffedType } from '../attachments/sniffed-type.js';

const DEEPEST_PARTS = 20;
const LARGEST_HEADERS_BYTES = 64 * 1024;
const LONGEST_NAME = 200;
/** Characters that no column takes or no reader sees, but tab and line feed. */
// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Reads a mail as it came over the wire. @throws if it is no mail that can be read within bounds. */
export async function readMail(
  source: Buffer,
  { token, envelopeFrom }: Pick<InboundMail, 'token' | 'envelopeFrom'>,
): Promise<InboundMail> {
  const mail = await PostalMime.parse(source, {
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
    maxNestingDepth: DEEPEST_PARTS,
    maxHeadersSize: LARGEST_HEADERS_BYTES,
  });
  const fromHeaders = mail.headers.filter(({ key }) => key === 'from').map(({ value }) => value);
  const identity = mail.messageId ?? source;
  return {
    ...{ token, envelopeFrom },
    fingerprint: createHash('sha256').update(token).update('\n').update(identity).digest(),
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    from: fromHeaders.flatMap((value) => addressParser(value, { flatten: true })).map(({ address }) => address ?? ''),
    text: (mail.text ?? '').toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, ''),
    files: await Promise.all(mail.attachments.map(readAttachment)),
  };
}

async function readAttachment({ filename, mimeType, content }: Attachment): Promise<Omit<QuarantinedFile, 'id'>> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  return {
    name: safeName(filename ?? ''),
    declaredType: mimeType.slice(0, LONGEST_NAME),
    sniffedType: await sniffedType(bytes),
    content: bytes,
  };
}

/** A name is shown to people and never used as a path. */
function safeName(name: string): string {
  return name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, '_')
    .slice(0, LONGEST_NAME);
}
