import type { AreaActChange, AreaGate, AreaOverlay } from './area-overlay.js';
import type { FieldDefinition } from '#libs/workflow';
import { documents, longText, shortText } from '../fields.js';
import { gates } from '../technical-assistance/gates/index.js';

/** Questions to the State that belong to the area, asked with the submission and kept with the case. */
export function askedAtSubmission(...input: readonly FieldDefinition[]): AreaActChange {
  return { name: 'submit', input, effects: [{ name: 'establish', params: { fact: 'areaDetails' } }] };
}

/** What the office records of the area when it accepts. */
export function recordedAtAcceptance(...input: readonly FieldDefinition[]): AreaActChange {
  return establishing('accept', input);
}

/** What the plan has to say because of the area. */
export function saidInThePlan(...input: readonly FieldDefinition[]): AreaActChange {
  return establishing('send-plan', input);
}

function establishing(name: string, input: readonly FieldDefinition[]): AreaActChange {
  const fields = input.map((field) => field.name);
  return { name, input, effects: [{ name: 'establish', params: { fact: 'areaAssessment', fields } }] };
}

/**
 * Security forces nearly always take part: every case begins with a preliminary assessment, and it is for the
 * adviser to say that none is needed.
 */
export const dueDiligenceNormallyNeeded = {
  opens: [
    { onEntering: ['triage'], to: 'preliminary' },
    ...gates['due-diligence'].opens.filter(({ onEntering }) => !onEntering.some((state) => state === 'triage')),
  ],
  transitions: [
    {
      name: 'waive-due-diligence',
      from: ['preliminary'],
      to: 'not-required',
      during: ['triage', 'info-requested', 'hq-review', 'accepted', 'planning', 'plan-agreed', 'on-hold'],
      roles: ['due-diligence-adviser'],
      input: [longText('reason')],
      effects: [{ name: 'notify', params: { template: 'due-diligence-waived', to: ['case-officer', 'office-head'] } }],
    },
  ],
} as const satisfies NonNullable<AreaOverlay['gateChanges']>[string];

/** A body that has to be heard before a request is accepted: asked by headquarters, its advice on file. */
export function consultation(words: {
  readonly ask: string;
  readonly record: string;
  readonly template: string;
}): AreaGate {
  return {
    initial: 'not-asked',
    states: { 'not-asked': {}, asked: { holder: 'headquarters' }, advised: { settled: true } },
    transitions: [
      {
        name: words.ask,
        from: ['not-asked', 'advised'],
        to: 'asked',
        during: ['triage', 'info-requested', 'hq-review'],
        roles: ['case-officer', 'office-head', 'hq-manager'],
        input: [longText('question')],
        effects: [{ name: 'notify', params: { template: words.template, to: ['hq-manager'] } }],
      },
      {
        name: words.record,
        from: ['not-asked', 'asked'],
        to: 'advised',
        during: ['triage', 'info-requested', 'hq-review'],
        roles: ['hq-manager'],
        input: [shortText('adviser'), longText('advice'), documents('documents')],
        effects: [
          { name: 'establish', params: { fact: 'consultation', fields: ['adviser', 'advice'] } },
          { name: 'file-documents', params: { field: 'documents', as: 'advice' } },
          { name: 'notify', params: { template: 'advice-received', to: ['case-officer', 'office-head'] } },
        ],
      },
    ],
  };
}

/** Parts of the criminal justice system that can be meant. */
export function sectors(): FieldDefinition {
  return {
    name: 'sectors',
    type: 'list',
    of: { name: 'sector', type: 'choice', choices: ['police', 'prosecution', 'courts', 'prisons'] },
    minItems: 1,
    maxItems: 4,
    required: true,
  };
}
