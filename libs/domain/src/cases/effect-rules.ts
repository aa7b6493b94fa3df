import {
  type EffectContext,
  type EffectRule,
  type FieldDefinition,
  jsonPointer,
  type JsonValue,
  type ParameterFault,
  type Urgency,
} from '#libs/workflow';
import type { CaseEffect } from './case-effects.js';
import type { EstablishedFacts, Sensitivity } from './case-facts.js';

/** Listed as an object so that the compiler misses none: a fact a definition may establish or take back. */
const ESTABLISHED_FACTS: Readonly<Record<keyof EstablishedFacts, true>> = {
  sender: true,
  letter: true,
  routing: true,
  reassignment: true,
  informationRequest: true,
  answer: true,
  escalation: true,
  refusalProposal: true,
  refusal: true,
  dueDiligence: true,
  referralConsent: true,
  referral: true,
  funding: true,
  plan: true,
  hold: true,
  suspension: true,
  progress: true,
  outputs: true,
  closureReport: true,
  reportReturn: true,
  stateConfirmation: true,
  reopening: true,
  withdrawal: true,
  areaDetails: true,
  areaAssessment: true,
  consultation: true,
  handOver: true,
};

const URGENCIES: Readonly<Record<Urgency, true>> = { emergency: true, urgent: true, routine: true };

const SENSITIVITIES: Readonly<Record<Sensitivity, true>> = {
  unclassified: true,
  confidential: true,
  'strictly-confidential': true,
};

/** What the parameters of each effect must be; definitions from outside are held to it like those in code. */
export const caseEffectRules: Readonly<Record<CaseEffect['name'], EffectRule>> = {
  establish: (params, context) => [
    ...unknownParams(params, ['fact', 'fields', 'with']),
    ...knownFact('/fact', params.fact),
    ...(params.fields === undefined
      ? []
      : eachText('/fields', params.fields, (pointer, name) => fieldFaults(pointer, name, context))),
    ...(params.with === undefined || isPlainRecord(params.with)
      ? []
      : [{ pointer: '/with', message: 'What the act says must be names with text, numbers or yes and no.' }]),
  ],
  forget: (params) => [...unknownParams(params, ['facts']), ...eachText('/facts', params.facts, knownFact)],
  'assign-lead-office': (params, context) => fieldOfType(params, 'organisation', context),
  'name-case-officer': (params, context) => fieldOfType(params, 'person', context),
  'release-case-officer': (params) => unknownParams(params, []),
  'set-urgency': (params, context) => choiceAmong(params, URGENCIES, context),
  'set-sensitivity': (params, context) =>
    params.to === undefined
      ? choiceAmong(params, SENSITIVITIES, context)
      : [
          ...unknownParams(params, ['to']),
          ...(typeof params.to === 'string' && Object.hasOwn(SENSITIVITIES, params.to)
            ? []
            : [
                {
                  pointer: '/to',
                  message: `The sensitivity must be one of: ${Object.keys(SENSITIVITIES).join(', ')}.`,
                },
              ]),
        ],
  'stamp-submission': (params) => unknownParams(params, []),
  'file-documents': (params, context) => [
    ...unknownParams(params, ['field', 'as']),
    ...documentField(params.field, context),
    ...(typeof params.as === 'string' ? [] : [{ pointer: '/as', message: 'The kind of document must be named.' }]),
  ],
  notify: (params, { roles }) => [
    ...unknownParams(params, ['template', 'to']),
    ...(typeof params.template === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(params.template)
      ? []
      : [{ pointer: '/template', message: 'The template must be a name of small letters, digits and hyphens.' }]),
    ...eachText('/to', params.to, (pointer, role) =>
      roles.has(role) ? [] : [{ pointer, message: `The lifecycle has no role "${role}".` }],
    ),
  ],
};

type Params = Readonly<Record<string, JsonValue>>;

function unknownParams(params: Params, known: readonly string[]): readonly ParameterFault[] {
  return Object.keys(params)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      pointer: jsonPointer([name]),
      message: 'The effect has no such parameter.',
    }));
}

function knownFact(pointer: string, fact: JsonValue | undefined): readonly ParameterFault[] {
  if (typeof fact === 'string' && Object.hasOwn(ESTABLISHED_FACTS, fact)) return [];
  return [{ pointer, message: `The fact must be one of: ${Object.keys(ESTABLISHED_FACTS).join(', ')}.` }];
}

function eachText(
  pointer: string,
  list: JsonValue | undefined,
  check: (pointer: string, text: string) => readonly ParameterFault[],
): readonly ParameterFault[] {
  if (!Array.isArray(list) || list.length === 0)
    return [{ pointer, message: 'There must be a list with at least one name.' }];
  return list.flatMap((item: JsonValue, index) =>
    typeof item === 'string'
      ? check(`${pointer}/${index}`, item)
      : [{ pointer: `${pointer}/${index}`, message: 'This must be text.' }],
  );
}

function fieldFaults(pointer: string, name: JsonValue | undefined, context: EffectContext): readonly ParameterFault[] {
  return fieldNamed(name, context) ? [] : [{ pointer, message: 'The act has no such field in its input.' }];
}

function fieldOfType(params: Params, type: FieldDefinition['type'], context: EffectContext): readonly ParameterFault[] {
  const field = fieldNamed(params.field, context);
  const unknown = unknownParams(params, ['field']);
  if (!field) return [...unknown, { pointer: '/field', message: 'The act has no such field in its input.' }];
  return field.type === type
    ? unknown
    : [...unknown, { pointer: '/field', message: `The field must be of type ${type}.` }];
}

/** A field whose every choice is a value the effect can set: a case must never come to stand at another. */
function choiceAmong(params: Params, values: object, context: EffectContext): readonly ParameterFault[] {
  const field = fieldNamed(params.field, context);
  const others = field?.type === 'choice' ? field.choices.filter((choice) => !Object.hasOwn(values, choice)) : [];
  return [
    ...fieldOfType(params, 'choice', context),
    ...others.map((choice) => ({
      pointer: '/field',
      message: `The field offers "${choice}"; it can be one of: ${Object.keys(values).join(', ')}.`,
    })),
  ];
}

function documentField(name: JsonValue | undefined, context: EffectContext): readonly ParameterFault[] {
  const field = fieldNamed(name, context);
  if (!field) return [{ pointer: '/field', message: 'The act has no such field in its input.' }];
  const isDocument = field.type === 'document' || (field.type === 'list' && field.of.type === 'document');
  return isDocument ? [] : [{ pointer: '/field', message: 'The field must hold a document or a list of documents.' }];
}

function fieldNamed(name: JsonValue | undefined, { fields }: EffectContext): FieldDefinition | undefined {
  return fields.find((field) => field.name === name);
}

function isPlainRecord(value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((item) => ['string', 'number', 'boolean'].includes(typeof item));
}
