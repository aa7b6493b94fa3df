import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Urgency } from '#libs/workflow';
import { shippedDataFolder } from './data-folder.js';
import { type DataFault, InvalidReferenceData } from './invalid-reference-data.js';
import { Place } from './reading/place.js';

/** A request retold from a public source. It names a real State: show it as an illustration only. */
export interface ExampleRequest {
  readonly id: string;
  readonly title: string;
  /** ISO 3166-1 alpha-3. */
  readonly memberState: string;
  readonly area: string;
  readonly assistanceType: string;
  readonly otherAssistanceTypes: readonly string[];
  readonly urgency: Urgency;
  readonly beneficiary: string;
  readonly summary: string;
  /** The kind of source it was retold from. */
  readonly basis: string;
  /** `paraphrase`: the source says that the State asked for this; `adapted`: the wording of the request was written here. */
  readonly fidelity: 'paraphrase' | 'adapted';
  readonly year: number;
  readonly involvesSecurityForces: boolean;
}

const FILE = 'example-requests.json';

/** The shipped example requests. @throws InvalidReferenceData */
export function exampleRequests(folder = shippedDataFolder()): readonly ExampleRequest[] {
  const faults: DataFault[] = [];
  const document = new Place(JSON.parse(readFileSync(join(folder, FILE), 'utf8')), `${FILE}#`, faults);
  const ids = new Set<string>();
  const examples = document.items().map((item) => readExample(item, ids));
  if (faults.length > 0) throw new InvalidReferenceData(faults);
  return examples;
}

function readExample(item: Place, ids: Set<string>): ExampleRequest {
  const fields = item.fields(
    'id',
    'title',
    'memberState',
    'area',
    'assistanceType',
    'otherAssistanceTypes',
    'urgency',
    'beneficiary',
    'summary',
    'basis',
    'fidelity',
    'year',
    'involvesSecurityForces',
  );
  return {
    id: fields.id.ownCode(ids, { pattern: /^EX-\d{2}$/, said: 'EX- and two digits' }),
    title: fields.title.text(),
    memberState: fields.memberState.text(),
    area: fields.area.text(),
    assistanceType: fields.assistanceType.text(),
    otherAssistanceTypes: fields.otherAssistanceTypes.items().map((type) => type.text()),
    urgency: fields.urgency.oneOf(['emergency', 'urgent', 'routine'] as const),
    beneficiary: fields.beneficiary.text(),
    summary: fields.summary.text(),
    basis: fields.basis.text(),
    fidelity: fields.fidelity.oneOf(['paraphrase', 'adapted'] as const),
    year: fields.year.whole(1990, 2100),
    involvesSecurityForces: fields.involvesSecurityForces.boolean(),
  };
}
