import type { Labels } from '#libs/workflow';
import { inThreeLanguages } from '../in-three-languages.js';

/** Words of the acts that areas with security forces share. */
export const waiverLabels: Labels = inThreeLanguages('act', {
  'waive-due-diligence': [
    'Say that no due diligence is needed',
    'Constater que la diligence raisonnable n’est pas requise',
    'Constatar que no se requiere diligencia debida',
  ],
});

/** Words of the parts of criminal justice. */
export const sectorLabels: Labels = {
  ...inThreeLanguages('field', { sectors: ['Sectors', 'Secteurs', 'Sectores'] }),
  ...inThreeLanguages('choice', {
    police: ['Police', 'Police', 'Policía'],
    prosecution: ['Prosecution', 'Poursuites', 'Fiscalía'],
    courts: ['Courts', 'Tribunaux', 'Tribunales'],
    prisons: ['Prisons', 'Prisons', 'Prisiones'],
  }),
};
