import { longText, shortText } from '../fields.js';
import { inThreeLanguages } from '../in-three-languages.js';
import type { AreaOverlay } from './area-overlay.js';
import { askedAtSubmission, saidInThePlan, sectors } from './parts.js';
import { sectorLabels } from './shared-labels.js';

/** Trafficking in persons: a plan says how victims are kept safe. */
export const traffickingInPersons: AreaOverlay = {
  id: 'technical-assistance-tip',
  version: 1,
  acts: [saidInThePlan(longText('victimSafeguards'))],
  labels: inThreeLanguages('field', {
    victimSafeguards: [
      'How victims are kept safe',
      'Comment les victimes sont protégées',
      'Cómo se protege a las víctimas',
    ],
  }),
};

/** Smuggling of migrants: smuggled people are no offenders, and the plan says what protects their rights. */
export const smugglingOfMigrants: AreaOverlay = {
  id: 'technical-assistance-som',
  version: 1,
  acts: [saidInThePlan(longText('migrantSafeguards'))],
  labels: inThreeLanguages('field', {
    migrantSafeguards: [
      'How the rights of smuggled migrants are protected',
      'Comment les droits des migrants objets d’un trafic sont protégés',
      'Cómo se protegen los derechos de los migrantes objeto de tráfico',
    ],
  }),
};

/** Corruption: where the need was found, for the review of the Convention counts it. */
export const corruption: AreaOverlay = {
  id: 'technical-assistance-cor',
  version: 1,
  acts: [
    askedAtSubmission({
      name: 'reviewCycle',
      type: 'choice',
      choices: ['first-cycle', 'second-cycle', 'not-by-review'],
      required: true,
    }),
  ],
  labels: {
    ...inThreeLanguages('field', {
      reviewCycle: [
        'Review of implementation that found the need',
        'Examen de l’application ayant relevé le besoin',
        'Examen de la aplicación que detectó la necesidad',
      ],
    }),
    ...inThreeLanguages('choice', {
      'first-cycle': ['First cycle', 'Premier cycle', 'Primer ciclo'],
      'second-cycle': ['Second cycle', 'Deuxième cycle', 'Segundo ciclo'],
      'not-by-review': ['Not found by a review', 'Non relevé par un examen', 'No detectada por un examen'],
    }),
  },
};

/** Asset recovery: requests between States go through their central authorities, so that of the State is named. */
export const assetRecovery: AreaOverlay = {
  id: 'technical-assistance-ast',
  version: 1,
  acts: [askedAtSubmission(shortText('centralAuthority'))],
  labels: inThreeLanguages('field', {
    centralAuthority: [
      'Central authority for asset recovery',
      'Autorité centrale pour le recouvrement d’avoirs',
      'Autoridad central para la recuperación de activos',
    ],
  }),
};

/** Cybercrime: a plan says how personal data and evidence in electronic form are handled. */
export const cybercrime: AreaOverlay = {
  id: 'technical-assistance-cyb',
  version: 1,
  acts: [saidInThePlan(longText('dataSafeguards'))],
  labels: inThreeLanguages('field', {
    dataSafeguards: [
      'How personal data and electronic evidence are handled',
      'Traitement des données personnelles et des preuves électroniques',
      'Tratamiento de los datos personales y las pruebas electrónicas',
    ],
  }),
};

/** Cultural property: what kind of objects. */
export const culturalProperty: AreaOverlay = {
  id: 'technical-assistance-cul',
  version: 1,
  acts: [
    askedAtSubmission({
      name: 'objectKinds',
      type: 'list',
      of: { name: 'kind', type: 'choice', choices: ['archaeological', 'archival', 'artistic', 'religious', 'other'] },
      minItems: 1,
      maxItems: 5,
      required: true,
    }),
  ],
  labels: {
    ...inThreeLanguages('field', { objectKinds: ['Kinds of objects', 'Types d’objets', 'Tipos de objetos'] }),
    ...inThreeLanguages('choice', {
      archaeological: ['Archaeological', 'Archéologiques', 'Arqueológicos'],
      archival: ['Archives and manuscripts', 'Archives et manuscrits', 'Archivos y manuscritos'],
      artistic: ['Works of art', 'Œuvres d’art', 'Obras de arte'],
      religious: ['Religious', 'Religieux', 'Religiosos'],
    }),
  },
};

/** Wildlife and forest crime: the authority for trade in protected species is named, for it gives the evidence. */
export const wildlifeCrime: AreaOverlay = {
  id: 'technical-assistance-wld',
  version: 1,
  acts: [askedAtSubmission(shortText('managementAuthority'))],
  labels: inThreeLanguages('field', {
    managementAuthority: [
      'Management authority for protected species',
      'Organe de gestion des espèces protégées',
      'Autoridad administrativa de especies protegidas',
    ],
  }),
};

/** Crime prevention and criminal justice reform: which parts of the system. */
export const criminalJusticeReform: AreaOverlay = {
  id: 'technical-assistance-cpj',
  version: 1,
  acts: [askedAtSubmission(sectors())],
  labels: sectorLabels,
};
