import { type Language, SENSITIVITIES } from '#libs/domain';
import { type Names, readNames, readSomeNames } from './names.js';
import type { Place } from './place.js';

const CODE = { pattern: /^[A-Z][A-Z0-9-]{1,11}$/, said: 'two to twelve capital letters, digits and hyphens' };
type SomeNames = Readonly<Partial<Record<Language, string>>>;

export interface AreaRow {
  readonly code: string;
  readonly position: number;
  readonly family: string;
  readonly names: Names;
  readonly resolution_paragraphs: readonly number[];
  readonly default_sensitivity: string;
  readonly security_forces_likely: boolean;
}

export interface AreaLinks {
  readonly area: string;
  readonly purposeCodes: readonly string[];
  readonly sdgTargets: readonly string[];
  readonly instruments: readonly string[];
}

export function readThematicAreas(
  document: Place,
  known: {
    readonly purposeCodes: ReadonlySet<string>;
    readonly sdgTargets: ReadonlySet<string>;
    readonly instruments: ReadonlySet<string>;
  },
): { readonly areas: readonly AreaRow[]; readonly links: readonly AreaLinks[] } {
  const codes = new Set<string>();
  const families: Place[] = [];
  const links: AreaLinks[] = [];
  const areas = document.items().map((item, position): AreaRow => {
    const field = item.fields(
      'code',
      'family',
      'resolutionParagraphs',
      'names',
      'crsPurposeCodes',
      'sdgTargets',
      'defaultSensitivity',
      'relatedInstruments',
      'securityForcesLikely',
    );
    const code = field.code.ownCode(codes, CODE);
    families.push(field.family);
    links.push({
      area: code,
      purposeCodes: field.crsPurposeCodes.items().map((place) => place.reference(known.purposeCodes, 'purpose code')),
      sdgTargets: field.sdgTargets.items().map((place) => place.reference(known.sdgTargets, 'SDG target')),
      instruments: field.relatedInstruments.items().map((place) => place.reference(known.instruments, 'instrument')),
    });
    return {
      code,
      position,
      family: field.family.text(),
      names: readNames(field.names),
      resolution_paragraphs: field.resolutionParagraphs.items().map((place) => place.whole(1, 999)),
      default_sensitivity: field.defaultSensitivity.oneOf(SENSITIVITIES),
      security_forces_likely: field.securityForcesLikely.boolean(),
    };
  });
  for (const family of families) family.reference(codes, 'area');
  return { areas, links };
}

export interface AssistanceTypeRow {
  readonly code: string;
  readonly position: number;
  readonly names: Names;
  readonly counts_toward_security_forces_support: boolean;
}

export function readAssistanceTypes(document: Place): readonly AssistanceTypeRow[] {
  const codes = new Set<string>();
  return document.items().map((item, position) => {
    const field = item.fields('code', 'names', 'countsTowardSecurityForcesSupport');
    return {
      code: field.code.ownCode(codes, CODE),
      position,
      names: readNames(field.names),
      counts_toward_security_forces_support: field.countsTowardSecurityForcesSupport.boolean(),
    };
  });
}

export interface PurposeCodeRow {
  readonly code: string;
  readonly category: string;
  readonly names: SomeNames;
  /** The source explains most codes, not all. */
  readonly description: string | null;
}

export function readPurposeCodes(document: Place): readonly PurposeCodeRow[] {
  const codes = new Set<string>();
  return document.items().map((item) => {
    const field = item.fields('code', 'category', 'status', 'names', 'description');
    field.status.oneOf(['active']);
    return {
      code: field.code.ownCode(codes, { pattern: /^\d{5}$/, said: 'five digits' }),
      category: field.category.text({ pattern: /^\d{3}$/, said: 'three digits' }),
      names: readSomeNames(field.names),
      description: field.description.note() || null,
    };
  });
}

export interface SdgTargetRow {
  readonly code: string;
  readonly goal: number;
  readonly names: SomeNames;
}

export function readSdgTargets(document: Place): readonly SdgTargetRow[] {
  const codes = new Set<string>();
  return document.items().map((item) => {
    const field = item.fields('code', 'goal', 'names');
    const code = field.code.ownCode(codes, {
      pattern: /^\d{1,2}\.(\d{1,2}|[a-d])$/,
      said: 'a target such as 16.4 or 16.a',
    });
    const goal = field.goal.whole(1, 17);
    if (code !== '' && !code.startsWith(`${goal}.`))
      field.goal.fault('wrong_goal', `${code} is not a target of goal ${goal}`);
    return { code, goal, names: readSomeNames(field.names) };
  });
}
