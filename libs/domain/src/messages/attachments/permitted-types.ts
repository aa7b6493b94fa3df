import type { Attachment } from './attachment.js';

/** Why an attachment can never be released, as a code. */
export type AttachmentObstacle = 'kind_not_permitted' | 'content_differs' | 'declaration_differs';

interface PermittedType {
  /** What the content has to be. */
  readonly type: string;
  /** What mail programs also call it. */
  readonly alsoDeclared?: readonly string[];
}

/** Says nothing: many mail programs write it for whatever they do not know. */
const UNDECLARED = 'application/octet-stream';
const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

/**
 * The kinds of file that a request for assistance is made of, by the ending of the name. Nothing here runs when it is opened:
 * formats with macros are left out with their older kin that cannot be told from them, and so are archives, in which
 * anything can hide.
 */
const PERMITTED: Readonly<Record<string, PermittedType>> = {
  pdf: { type: 'application/pdf', alsoDeclared: ['application/x-pdf'] },
  docx: { type: `${OPEN_XML}.wordprocessingml.document` },
  xlsx: { type: `${OPEN_XML}.spreadsheetml.sheet` },
  pptx: { type: `${OPEN_XML}.presentationml.presentation` },
  odt: { type: `${OPEN_DOCUMENT}.text` },
  ods: { type: `${OPEN_DOCUMENT}.spreadsheet` },
  odp: { type: `${OPEN_DOCUMENT}.presentation` },
  png: { type: 'image/png' },
  jpg: { type: 'image/jpeg', alsoDeclared: ['image/jpg', 'image/pjpeg'] },
  jpeg: { type: 'image/jpeg', alsoDeclared: ['image/jpg', 'image/pjpeg'] },
  tif: { type: 'image/tiff' },
  tiff: { type: 'image/tiff' },
  heic: { type: 'image/heic', alsoDeclared: ['image/heif'] },
  txt: { type: 'text/plain' },
  // Where spreadsheets are at home, mail programs call these after their program.
  csv: {
    type: 'text/plain',
    alsoDeclared: ['text/csv', 'application/csv', 'text/x-csv', 'application/vnd.ms-excel'],
  },
};

/**
 * What stands against a release: an ending that is not permitted, a content that is not what the ending says, or a sender's
 * word that says something else than both. Null where nothing does. It says nothing of what is hidden in a permitted file.
 */
export function obstacleTo({
  name,
  declaredType,
  sniffedType,
}: Pick<Attachment, 'name' | 'declaredType' | 'sniffedType'>): AttachmentObstacle | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const permitted = Object.hasOwn(PERMITTED, ending) ? PERMITTED[ending] : undefined;
  if (!permitted) return 'kind_not_permitted';
  if (sniffedType !== permitted.type) return 'content_differs';
  const declared = declaredType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const fits = [UNDECLARED, permitted.type, ...(permitted.alsoDeclared ?? [])].includes(declared);
  return fits ? null : 'declaration_differs';
}
