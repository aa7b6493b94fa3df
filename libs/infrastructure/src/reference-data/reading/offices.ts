import { type Confidence, OFFICE_KINDS } from '#libs/domain';
import { weekdays } from '#libs/workflow';
import type { Place } from './place.js';

const CONFIDENCES: readonly Confidence[] = ['sure', 'likely', 'inferred', 'uncertain', 'n/a'];

export interface OfficeRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly city: string;
  readonly host_state: string;
  readonly time_zone: string;
  readonly un_locode: string | null;
  readonly working_week: readonly string[];
  readonly parent_code: string | null;
  readonly can_lead: boolean;
  readonly office_confidence: string;
  readonly coverage_confidence: string;
  readonly working_week_confidence: string;
  readonly source: string;
  readonly note: string;
}

export interface CoverageRow {
  readonly state_code: string;
  readonly dataset_office_code: string;
  readonly confidence: string;
}

/** Offices with their coverage. Every State must be covered by exactly one office that can lead. */
export function readOffices(
  document: Place,
  states: ReadonlySet<string>,
): { readonly offices: readonly OfficeRow[]; readonly coverage: readonly CoverageRow[] } {
  const { asOf, status, holidayRule, offices: list } = document.fields('asOf', 'status', 'holidayRule', 'offices');
  asOf.text();
  status.text();
  holidayRule.entries();

  const codes = new Set<string>();
  const coveredBy = new Map<string, string>();
  const coverage: CoverageRow[] = [];
  const parents: Place[] = [];
  const offices = list.items().map((item): OfficeRow => {
    const field = item.fields(
      'code',
      'name',
      'kind',
      'city',
      'hostCountry',
      'timeZone',
      'unLocode',
      'workingWeek',
      'workingWeekConfidence',
      'isLeadOffice',
      'parent',
      'covers',
      'officeConfidence',
      'coverageConfidence',
      'source',
      'note',
    );
    const office: OfficeRow = {
      code: field.code.ownCode(codes, {
        pattern: /^[A-Z][A-Z0-9]{1,11}$/,
        said: 'two to twelve capital letters and digits',
      }),
      name: field.name.text(),
      kind: field.kind.oneOf(OFFICE_KINDS),
      city: field.city.text(),
      host_state: field.hostCountry.reference(states, 'State'),
      time_zone: field.timeZone.timeZone(),
      un_locode: field.unLocode.note() || null,
      working_week: field.workingWeek.distinct(weekdays),
      parent_code: field.parent.orNull((place) => place.text()),
      can_lead: field.isLeadOffice.boolean(),
      office_confidence: field.officeConfidence.oneOf(CONFIDENCES),
      coverage_confidence: field.coverageConfidence.oneOf(CONFIDENCES),
      working_week_confidence: field.workingWeekConfidence.oneOf(CONFIDENCES),
      source: field.source.text(),
      note: field.note.note(),
    };
    if (!field.parent.isNull) parents.push(field.parent);
    for (const covered of field.covers.items()) {
      const state = covered.reference(states, 'State');
      const other = coveredBy.get(state);
      if (other !== undefined) covered.fault('covered_twice', `${state} is already covered by ${other}`);
      else if (!office.can_lead) covered.fault('cannot_lead', `${office.code} cannot lead, so it covers no State`);
      coveredBy.set(state, office.code);
      coverage.push({ state_code: state, dataset_office_code: office.code, confidence: office.coverage_confidence });
    }
    return office;
  });
  for (const parent of parents) parent.reference(codes, 'office');
  for (const state of states) {
    if (!coveredBy.has(state)) list.fault('not_covered', `No office covers ${state}`);
  }
  return { offices, coverage };
}
