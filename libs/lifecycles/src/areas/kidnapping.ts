import type { FieldDefinition, Limit } from '#libs/workflow';
import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaActChange, AreaOverlay } from './area-overlay.js';
import { askedAtSubmission } from './parts.js';

const hours = (amount: number): { readonly emergency: Limit } => ({ emergency: { amount, unit: 'hours' } });

/** Lives depend on what is written about a kidnapping that goes on: whoever writes says that nothing of it is in the text. */
const NO_LIVE_CASE: FieldDefinition = { name: 'noLiveCaseDetail', type: 'boolean', required: true };

function withoutLiveCase(name: string): AreaActChange {
  return {
    name,
    input: [NO_LIVE_CASE],
    guards: [{ name: 'affirmed', params: { field: 'noLiveCaseDetail', missing: 'no-live-case-detail' } }],
  };
}

/** Kidnapping (paragraph 17): strictly confidential, quick in an emergency, silent about live cases. */
export const kidnapping: AreaOverlay = {
  id: 'technical-assistance-kid',
  version: 1,
  acts: [
    askedAtSubmission({
      name: 'mutualLegalAssistance',
      type: 'choice',
      choices: ['central-authority', 'diplomatic-channel', 'not-needed'],
      required: true,
    }),
    { name: 'submit', effects: [{ name: 'set-sensitivity', params: { to: 'strictly-confidential' } }] },
    withoutLiveCase('submit'),
    withoutLiveCase('ask-for-information'),
    withoutLiveCase('answer'),
    withoutLiveCase('revive'),
    withoutLiveCase('send-plan'),
    withoutLiveCase('file-progress-note'),
    withoutLiveCase('submit-closure-report'),
  ],
  limits: {
    acknowledge: hours(2),
    'assign-office': hours(2),
    'name-case-officer': hours(4),
    'triage-decision': hours(12),
    'due-diligence-preliminary': hours(12),
    'due-diligence-full': hours(48),
    'hq-decision': hours(6),
    'state-answers': hours(24),
    'response-plan': hours(24),
    'start-delivery': hours(24),
  },
  labels: {
    ...inThreeLanguages('field', {
      noLiveCaseDetail: [
        'No detail of a live case is given',
        'Aucun détail d’une affaire en cours n’est donné',
        'No se da ningún detalle de un caso en curso',
      ],
      mutualLegalAssistance: [
        'Channel for mutual legal assistance',
        'Voie de l’entraide judiciaire',
        'Vía para la asistencia judicial recíproca',
      ],
    }),
    ...inThreeLanguages('choice', {
      'diplomatic-channel': ['Diplomatic channel', 'Voie diplomatique', 'Vía diplomática'],
      'not-needed': ['Not needed', 'Pas nécessaire', 'No necesaria'],
    }),
    ...inThreeLanguages('missing', {
      'no-live-case-detail': [
        'Take every detail of a live case out, then say so.',
        'Retirez tout détail d’une affaire en cours, puis confirmez-le.',
        'Elimine todo detalle de un caso en curso y confírmelo.',
      ],
    }),
  },
};
