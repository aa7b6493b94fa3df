import { longText, shortText } from '../fields.js';
import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaOverlay } from './area-overlay.js';
import { askedAtSubmission, dueDiligenceNormallyNeeded, saidInThePlan } from './parts.js';
import { waiverLabels } from './shared-labels.js';

/** Piracy (paragraphs 18 and 24): a coast is named, law enforcement and justice are planned apart. */
export const piracy: AreaOverlay = {
  id: 'technical-assistance-pir',
  version: 1,
  gateChanges: { 'due-diligence': dueDiligenceNormallyNeeded },
  acts: [
    askedAtSubmission(shortText('affectedCoast')),
    saidInThePlan(longText('lawEnforcementPart'), longText('judicialPart')),
  ],
  labels: {
    ...waiverLabels,
    ...inThreeLanguages('field', {
      affectedCoast: [
        'Affected coastal State or region',
        'État côtier ou région touché',
        'Estado ribereño o región afectada',
      ],
      lawEnforcementPart: ['Part of law enforcement', 'Volet répression', 'Componente de aplicación de la ley'],
      judicialPart: ['Part of the judiciary', 'Volet judiciaire', 'Componente judicial'],
    }),
  },
};
