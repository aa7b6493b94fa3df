import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaOverlay } from './area-overlay.js';
import { askedAtSubmission, sectors } from './parts.js';
import { sectorLabels } from './shared-labels.js';

/** Rule of law (paragraph 31): a coordination note with the rule-of-law group before the plan is agreed; the sectors named. */
export const ruleOfLaw: AreaOverlay = {
  id: 'technical-assistance-rol',
  version: 1,
  gates: {
    'coordination-note': {
      initial: 'not-filed',
      states: { 'not-filed': {}, filed: { settled: true } },
      transitions: [
        {
          name: 'file-coordination-note',
          from: ['not-filed', 'filed'],
          to: 'filed',
          during: ['triage', 'hq-review', 'accepted', 'planning'],
          roles: ['case-officer', 'hq-manager'],
          input: [
            { name: 'document', type: 'document', required: true },
            { name: 'date', type: 'date', notAfter: 'today', required: true },
          ],
          effects: [
            { name: 'establish', params: { fact: 'consultation', fields: ['document', 'date'] } },
            { name: 'file-documents', params: { field: 'document', as: 'coordination-note' } },
            { name: 'notify', params: { template: 'coordination-note-filed', to: ['office-head', 'hq-manager'] } },
          ],
        },
      ],
    },
  },
  acts: [
    askedAtSubmission(sectors()),
    { name: 'agree-plan', needs: [{ gate: 'coordination-note', isOneOf: ['filed'] }] },
  ],
  labels: {
    ...sectorLabels,
    ...inThreeLanguages('gate', {
      'coordination-note': [
        'Coordination note with the rule-of-law group',
        'Note de coordination avec le groupe sur l’état de droit',
        'Nota de coordinación con el grupo sobre el estado de derecho',
      ],
      'coordination-note.not-filed': ['Not filed', 'Non déposée', 'No presentada'],
      'coordination-note.filed': ['Filed', 'Déposée', 'Presentada'],
    }),
    ...inThreeLanguages('act', {
      'file-coordination-note': [
        'File the coordination note',
        'Déposer la note de coordination',
        'Presentar la nota de coordinación',
      ],
    }),
  },
};
