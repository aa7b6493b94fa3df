import type { Language, StateGroup } from '#libs/domain';
import { eachLanguage, type Names, readNames } from './names.js';
import type { Place } from './place.js';

const M49 = { pattern: /^\d{3}$/, said: 'three digits' };
const LANGUAGES_OF_A_STATE = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;

export interface RegionRow {
  readonly code: string;
  readonly level: string;
  readonly parent_code: string | null;
  readonly names: Names;
}

export interface StateNames {
  /** For screens. */
  readonly short: string;
  /** As in the United Nations list, with the article in brackets. */
  readonly list: string;
  /** The formal name with its article. */
  readonly formal: string;
}

export interface StateRow {
  readonly code: string;
  readonly iso2: string;
  readonly m49: string;
  readonly status: string;
  readonly names: Readonly<Record<Language, StateNames>>;
  readonly region_code: string;
  readonly sub_region_code: string;
  readonly intermediate_region_code: string | null;
  readonly groups: readonly StateGroup[];
  readonly ldc_graduation_on: string | null;
  readonly ldc_graduation_status: string | null;
}

export function readRegions(document: Place): readonly RegionRow[] {
  const taken = new Set<string>();
  const read = document.items().map((item) => {
    const { code, level, parent, names } = item.fields('code', 'level', 'parent', 'names');
    return {
      parent,
      row: {
        code: code.ownCode(taken, M49),
        level: level.oneOf(['world', 'region', 'subRegion', 'intermediateRegion']),
        parent_code: parent.orNull((place) => place.text(M49)),
        names: readNames(names),
      },
    };
  });
  for (const { parent } of read) parent.orNull((place) => place.reference(taken, 'region'));
  return read.map(({ row }) => row);
}

export function readMemberStates(document: Place, regions: ReadonlySet<string>): readonly StateRow[] {
  const codes = new Set<string>();
  const iso2s = new Set<string>();
  const m49s = new Set<string>();
  return document.items().map((item) => {
    const field = item.fields(
      'iso2',
      'iso3',
      'm49',
      'status',
      'names',
      'region',
      'subRegion',
      'intermediateRegion',
      'ldc',
      'lldc',
      'sids',
      'economyInTransition',
      'ldcGraduation',
    );
    const names = field.names.fields(...LANGUAGES_OF_A_STATE);
    const graduation = field.ldcGraduation.orNull((place) => place.fields('date', 'status'));
    const groups: [StateGroup, boolean][] = [
      ['ldc', field.ldc.boolean()],
      ['lldc', field.lldc.boolean()],
      ['sids', field.sids.boolean()],
      ['economy-in-transition', field.economyInTransition.boolean()],
    ];
    return {
      code: field.iso3.ownCode(codes, { pattern: /^[A-Z]{3}$/, said: 'three capital letters (ISO 3166-1 alpha-3)' }),
      iso2: field.iso2.ownCode(iso2s, { pattern: /^[A-Z]{2}$/, said: 'two capital letters (ISO 3166-1 alpha-2)' }),
      m49: field.m49.ownCode(m49s, M49),
      status: field.status.oneOf(['member', 'observer']),
      names: eachLanguage((language) => readStateNames(names[language])),
      region_code: readRegion(field.region, regions),
      sub_region_code: readRegion(field.subRegion, regions),
      intermediate_region_code: field.intermediateRegion.orNull((place) => readRegion(place, regions)),
      groups: groups.filter(([, belongs]) => belongs).map(([group]) => group),
      ldc_graduation_on: graduation?.date.date() ?? null,
      ldc_graduation_status: graduation?.status.oneOf(['scheduled', 'graduated']) ?? null,
    };
  });
}

function readStateNames(place: Place): StateNames {
  const { short, list, formal } = place.fields('short', 'list', 'formal');
  return { short: short.text(), list: list.text(), formal: formal.text() };
}

/** The English name beside the code is for readers of the file; the names are those of the regions. */
function readRegion(place: Place, regions: ReadonlySet<string>): string {
  const { code, name } = place.fields('code', 'name');
  name.text();
  return code.reference(regions, 'region');
}
