import { documents, shortText } from '../fields.js';
import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaOverlay } from './area-overlay.js';
import { askedAtSubmission, dueDiligenceNormallyNeeded } from './parts.js';
import { waiverLabels } from './shared-labels.js';

/** Firearms (paragraphs 20 and 22): parts, components and ammunition too; equipment is handed over on record. */
export const firearms: AreaOverlay = {
  id: 'technical-assistance-fir',
  version: 1,
  gateChanges: { 'due-diligence': dueDiligenceNormallyNeeded },
  gates: {
    'hand-over': {
      initial: 'not-due',
      states: {
        'not-due': {},
        due: { holder: 'office' },
        'no-equipment': { settled: true },
        recorded: { settled: true },
      },
      opens: [
        { onEntering: ['delivery'], to: 'due', when: [{ name: 'equipment-included' }] },
        { onEntering: ['delivery'], to: 'no-equipment' },
      ],
      transitions: [
        {
          name: 'record-hand-over',
          from: ['due', 'no-equipment', 'recorded'],
          to: 'recorded',
          during: ['delivery'],
          roles: ['case-officer'],
          input: [
            {
              name: 'items',
              type: 'list',
              of: {
                name: 'item',
                type: 'record',
                fields: [
                  shortText('description'),
                  { name: 'quantity', type: 'number', integer: true, min: 1, max: 1_000_000, required: true },
                  { name: 'serialNumbers', type: 'text', maxLength: 4_000 },
                ],
              },
              minItems: 1,
              maxItems: 100,
              required: true,
            },
            shortText('receivedBy'),
            { name: 'handedOverOn', type: 'date', notAfter: 'today', required: true },
            documents('documents'),
          ],
          effects: [
            { name: 'establish', params: { fact: 'handOver', fields: ['items', 'receivedBy', 'handedOverOn'] } },
            { name: 'file-documents', params: { field: 'documents', as: 'hand-over-record' } },
            { name: 'notify', params: { template: 'hand-over-recorded', to: ['focal-point', 'office-head'] } },
          ],
        },
        {
          name: 'drop-equipment',
          from: ['due'],
          to: 'no-equipment',
          during: ['delivery'],
          roles: ['office-head'],
          input: [shortText('reason')],
        },
      ],
    },
  },
  acts: [
    askedAtSubmission({
      name: 'covers',
      type: 'list',
      of: { name: 'kind', type: 'choice', choices: ['firearms', 'parts-and-components', 'ammunition'] },
      minItems: 1,
      maxItems: 3,
      required: true,
    }),
    { name: 'complete-delivery', needs: [{ gate: 'hand-over', isOneOf: ['recorded', 'no-equipment'] }] },
  ],
  labels: {
    ...waiverLabels,
    ...inThreeLanguages('gate', {
      'hand-over': ['Hand-over of equipment', 'Remise du matériel', 'Entrega de equipo'],
      'hand-over.not-due': ['Not due yet', 'Pas encore exigible', 'Aún no exigible'],
      'hand-over.due': ['Record due', 'Procès-verbal attendu', 'Acta pendiente'],
      'hand-over.no-equipment': ['No equipment', 'Pas de matériel', 'Sin equipo'],
      'hand-over.recorded': ['Recorded', 'Consignée', 'Registrada'],
    }),
    ...inThreeLanguages('act', {
      'record-hand-over': ['Record the hand-over', 'Consigner la remise', 'Registrar la entrega'],
      'drop-equipment': ['Drop the equipment', 'Renoncer au matériel', 'Renunciar al equipo'],
    }),
    ...inThreeLanguages('field', {
      covers: ['What it covers', 'Ce que la demande couvre', 'Qué abarca'],
      items: ['Items', 'Articles', 'Artículos'],
      description: ['Description', 'Description', 'Descripción'],
      quantity: ['Quantity', 'Quantité', 'Cantidad'],
      serialNumbers: ['Serial numbers', 'Numéros de série', 'Números de serie'],
      receivedBy: ['Received by', 'Reçu par', 'Recibido por'],
      handedOverOn: ['Handed over on', 'Remis le', 'Entregado el'],
    }),
    ...inThreeLanguages('choice', {
      firearms: ['Firearms', 'Armes à feu', 'Armas de fuego'],
      'parts-and-components': ['Parts and components', 'Pièces et éléments', 'Piezas y componentes'],
      ammunition: ['Ammunition', 'Munitions', 'Municiones'],
    }),
  },
};
