import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sniffedType } from './sniffed-type.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** An office document, as far as its kind can be told: a ZIP archive with a list of contents. */
function documentOf(type: string): Buffer {
  const [name, content] = ['[Content_Types].xml', `<Types><Override PartName="/x" ContentType="${type}"/></Types>`];
  const packed = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), packed]);
}

describe('what a file is by its content', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'application/x-msdownload'],
    ['a letter', documentOf(`${OPEN_XML}.wordprocessingml.document.main+xml`), `${OPEN_XML}.wordprocessingml.document`],
    [
      'a letter with macros',
      documentOf('application/vnd.ms-word.document.macroEnabled.main+xml'),
      'application/vnd.ms-word.document.macroenabled.12',
    ],
    ['the beginning of an archive', Buffer.from([0x50, 0x4b, 3, 4, 1]), 'application/zip'],
    ['words', Buffer.from('Élodie;1\r\n\tالسلام\n'), 'text/plain'],
    ['bytes that are no text', Buffer.from([0x80, 0x81, 1]), null],
    ['text with a control character', Buffer.from('a\u0000b'), null],
    ['nothing', Buffer.alloc(0), null],
  ])('is found for %s', async (_what, content, type) => expect(await sniffedType(content)).toBe(type));

  it('is an answer for whatever comes, also behind a known beginning', async () => {
    const beginnings = ['', 'PK\u0003\u0004', '%PDF', 'MZ', '\u00ff\u00d8\u00ff', 'II*\u0000', 'RIFF', 'ID3'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
        const type = await sniffedType(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
        expect(type === null || /^[\w.+-]+\/[\w.+-]+$/.test(type)).toBe(true);
      }),
    );
  });
});
