import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { obstacleTo } from './permitted-types.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const DOCM = 'application/vnd.ms-word.document.macroenabled.12';
const EXE = 'application/x-msdownload';

describe('what stands against the release of an attachment', () => {
  it.each([
    ['list.pdf', 'application/pdf', 'application/pdf'],
    ['LIST.PDF', 'Application/PDF; name="LIST.PDF"', 'application/pdf'],
    ['letter.docx', 'application/octet-stream', DOCX],
    ['photo.jpeg', 'image/jpg', 'image/jpeg'],
    ['people.csv', 'application/vnd.ms-excel', 'text/plain'],
    ['setup.exe.pdf', 'application/pdf', 'application/pdf'],
  ])('is nothing of %s, declared as %s', (name, declaredType, sniffedType) => {
    expect(obstacleTo({ name, declaredType, sniffedType })).toBeNull();
  });

  it.each([
    ['setup.exe', EXE, EXE, 'kind_not_permitted'],
    ['list.pdf.exe', 'application/pdf', 'application/pdf', 'kind_not_permitted'],
    ['letter.docm', DOCM, DOCM, 'kind_not_permitted'],
    ['files.zip', 'application/zip', 'application/zip', 'kind_not_permitted'],
    ['page.html', 'text/html', 'text/plain', 'kind_not_permitted'],
    ['picture.svg', 'image/svg+xml', 'application/xml', 'kind_not_permitted'],
    ['no ending', 'application/pdf', 'application/pdf', 'kind_not_permitted'],
    ['a.toString', 'application/pdf', 'application/pdf', 'kind_not_permitted'],
    ['list.pdf', 'application/pdf', EXE, 'content_differs'],
    ['letter.docx', DOCX, DOCM, 'content_differs'],
    ['list.pdf', 'application/pdf', null, 'content_differs'],
    ['list.pdf', 'text/html', 'application/pdf', 'declaration_differs'],
  ])('of %s, declared as %s, found to be %s, is that: %s', (name, declaredType, sniffedType, obstacle) => {
    expect(obstacleTo({ name, declaredType, sniffedType })).toBe(obstacle);
  });

  it('is always something where the content was not recognised', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, declaredType) => {
        expect(obstacleTo({ name, declaredType, sniffedType: null })).not.toBeNull();
      }),
    );
  });
});
