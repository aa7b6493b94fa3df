import { DomainError } from '#libs/domain';
import { jsonPointer } from '#libs/workflow';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const byWhom = z.email();

const letter = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('attached'),
    kind: z.enum(['note-verbale', 'letter-of-request']),
    number: z.string().nullable().default(null),
    date: z.iso.date(),
    signatory: z.string().nullable().default(null),
    documentId: z.uuid().nullable().default(null),
  }),
  z.strictObject({ status: z.literal('promised') }),
]);

const request = z.strictObject({
  title: z.string().min(1).max(200),
  summary: z.string().max(20_000),
  beneficiary: z.string().max(500),
  assistanceType: z.string(),
  otherAssistanceTypes: z.array(z.string()).max(20).default([]),
  involvesSecurityForces: z.boolean().nullable().default(null),
  letter: letter.nullable().default(null),
});

/**
 * Cases of another register, as `import cases` takes them: what was asked, then what people (by e-mail address) did and
 * when. Instants are RFC 3339.
 */
const document = z.strictObject({
  register: z.string().min(1).max(200),
  cases: z
    .array(
      z.strictObject({
        formerReference: z.string().min(1).max(100),
        requestingState: z.string().regex(/^[A-Z]{3}$/),
        area: z.string(),
        urgency: z.enum(['routine', 'urgent', 'emergency']),
        request,
        begunAt: instant,
        begunBy: byWhom,
        acts: z
          .array(
            z.strictObject({
              name: z.string(),
              at: instant,
              by: byWhom,
              input: z.record(z.string(), z.json()).default({}),
            }),
          )
          .max(500),
      }),
    )
    .min(1)
    .max(10_000),
});

export type ImportDocument = z.infer<typeof document>;

/** The document of an import does not have the form it should have. Tells every place at once. */
export class ImportNotReadable extends DomainError {
  readonly code = 'import.not_readable';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  constructor(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) {
    super('The document cannot be imported; nothing of it has been');
    this.errors = issues.map(({ path, message }) => ({
      pointer: jsonPointer(path),
      code: 'invalid',
      message,
    }));
  }
}

/** @throws ImportNotReadable */
export function readImport(text: string): ImportDocument {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ImportNotReadable([{ path: [], message: 'This is not well-formed JSON' }]);
  }
  const read = document.safeParse(content);
  if (!read.success) throw new ImportNotReadable(read.error.issues);
  return read.data;
}
