import { shortText } from '../fields.js';
import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaOverlay } from './area-overlay.js';
import { clock } from './clocks.js';
import { consultation, recordedAtAcceptance } from './parts.js';

/**
 * Terrorism prevention (paragraphs 20 and 30): the Executive Directorate of the Counter-Terrorism Committee is heard,
 * the status of the instruments is on file, and headquarters accepts.
 */
export const terrorism: AreaOverlay = {
  id: 'technical-assistance-ter',
  version: 1,
  gates: {
    'committee-consultation': consultation({
      ask: 'consult-executive-directorate',
      record: 'record-directorate-advice',
      template: 'directorate-consulted',
    }),
  },
  targets: [
    clock({
      name: 'directorate-advice',
      gate: 'committee-consultation',
      opens: ['asked'],
      met: ['advised'],
      owner: 'hq-manager',
      calendar: 'headquarters',
      hours: 24,
      urgentDays: 3,
      routineDays: 10,
    }),
  ],
  acts: [
    {
      name: 'accept',
      roles: ['hq-manager'],
      needs: [{ gate: 'committee-consultation', isOneOf: ['advised'] }],
    },
    recordedAtAcceptance({
      name: 'instruments',
      type: 'list',
      of: {
        name: 'instrument',
        type: 'record',
        fields: [
          shortText('instrument'),
          { name: 'standing', type: 'choice', choices: ['party', 'signatory', 'not-party'], required: true },
        ],
      },
      minItems: 1,
      maxItems: 30,
      required: true,
    }),
  ],
  labels: {
    ...inThreeLanguages('gate', {
      'committee-consultation': [
        'Counter-Terrorism Committee Executive Directorate',
        'Direction exécutive du Comité contre le terrorisme',
        'Dirección Ejecutiva del Comité contra el Terrorismo',
      ],
      'committee-consultation.not-asked': ['Not consulted', 'Non consultée', 'No consultada'],
      'committee-consultation.asked': ['Consulted', 'Consultée', 'Consultada'],
      'committee-consultation.advised': ['Advice on file', 'Avis versé au dossier', 'Dictamen en el expediente'],
    }),
    ...inThreeLanguages('act', {
      'consult-executive-directorate': [
        'Consult the Executive Directorate',
        'Consulter la Direction exécutive',
        'Consultar a la Dirección Ejecutiva',
      ],
      'record-directorate-advice': [
        'Record the advice of the Executive Directorate',
        'Consigner l’avis de la Direction exécutive',
        'Registrar el dictamen de la Dirección Ejecutiva',
      ],
    }),
    ...inThreeLanguages('field', {
      adviser: ['Who advised', 'Qui a donné l’avis', 'Quién asesoró'],
      advice: ['Advice', 'Avis', 'Dictamen'],
      instruments: ['Instruments', 'Instruments', 'Instrumentos'],
      instrument: ['Instrument', 'Instrument', 'Instrumento'],
      standing: ['Status of the State', 'Situation de l’État', 'Situación del Estado'],
    }),
    ...inThreeLanguages('choice', {
      party: ['Party', 'Partie', 'Parte'],
      signatory: ['Signatory', 'Signataire', 'Signatario'],
      'not-party': ['Not a party', 'Non partie', 'No parte'],
    }),
    ...inThreeLanguages('target', {
      'directorate-advice': [
        'Advice of the Executive Directorate',
        'Avis de la Direction exécutive',
        'Dictamen de la Dirección Ejecutiva',
      ],
    }),
  },
};
