import { inThreeLanguages } from '../in-three-languages.js';
import { clock } from './clocks.js';
import type { AreaOverlay } from './area-overlay.js';
import { consultation, recordedAtAcceptance } from './parts.js';

/** Money-laundering (paragraph 13): in line with the recommendations of the competent body, the global programme heard. */
export const moneyLaundering: AreaOverlay = {
  id: 'technical-assistance-ml',
  version: 1,
  gates: {
    'global-programme': consultation({
      ask: 'consult-global-programme',
      record: 'record-programme-advice',
      template: 'programme-consulted',
    }),
  },
  targets: [
    clock({
      name: 'programme-advice',
      gate: 'global-programme',
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
    { name: 'accept', needs: [{ gate: 'global-programme', isOneOf: ['advised'] }] },
    recordedAtAcceptance(
      {
        name: 'standardBody',
        type: 'choice',
        choices: [
          'fatf',
          'apg',
          'cfatf',
          'eag',
          'esaamlg',
          'gabac',
          'gafilat',
          'giaba',
          'menafatf',
          'moneyval',
          'no-recommendation',
        ],
        required: true,
      },
      {
        name: 'recommendations',
        type: 'text',
        maxLength: 4_000,
        required: {
          when: {
            field: 'standardBody',
            isOneOf: ['fatf', 'apg', 'cfatf', 'eag', 'esaamlg', 'gabac', 'gafilat', 'giaba', 'menafatf', 'moneyval'],
          },
        },
      },
    ),
  ],
  labels: {
    ...inThreeLanguages('gate', {
      'global-programme': [
        'Global programme against money-laundering',
        'Programme mondial contre le blanchiment d’argent',
        'Programa mundial contra el blanqueo de dinero',
      ],
      'global-programme.not-asked': ['Not consulted', 'Non consulté', 'No consultado'],
      'global-programme.asked': ['Consulted', 'Consulté', 'Consultado'],
      'global-programme.advised': ['Advice on file', 'Avis versé au dossier', 'Dictamen en el expediente'],
    }),
    ...inThreeLanguages('act', {
      'consult-global-programme': [
        'Consult the global programme',
        'Consulter le programme mondial',
        'Consultar al programa mundial',
      ],
      'record-programme-advice': [
        'Record the advice of the programme',
        'Consigner l’avis du programme',
        'Registrar el dictamen del programa',
      ],
    }),
    ...inThreeLanguages('field', {
      adviser: ['Who advised', 'Qui a donné l’avis', 'Quién asesoró'],
      advice: ['Advice', 'Avis', 'Dictamen'],
      standardBody: [
        'Body whose recommendation is met',
        'Organe dont la recommandation est suivie',
        'Órgano cuya recomendación se atiende',
      ],
      recommendations: ['Recommendations', 'Recommandations', 'Recomendaciones'],
    }),
    ...inThreeLanguages('choice', {
      fatf: ['FATF', 'GAFI', 'GAFI'],
      apg: ['Asia/Pacific Group (APG)', 'Groupe Asie/Pacifique (APG)', 'Grupo de Asia y el Pacífico (APG)'],
      cfatf: ['Caribbean (CFATF)', 'Caraïbes (GAFIC)', 'Caribe (GAFIC)'],
      eag: ['Eurasia (EAG)', 'Eurasie (EAG)', 'Eurasia (EAG)'],
      esaamlg: [
        'Eastern and Southern Africa (ESAAMLG)',
        'Afrique orientale et australe (ESAAMLG)',
        'África Oriental y Meridional (ESAAMLG)',
      ],
      gabac: ['Central Africa (GABAC)', 'Afrique centrale (GABAC)', 'África Central (GABAC)'],
      gafilat: ['Latin America (GAFILAT)', 'Amérique latine (GAFILAT)', 'América Latina (GAFILAT)'],
      giaba: ['West Africa (GIABA)', 'Afrique de l’Ouest (GIABA)', 'África Occidental (GIABA)'],
      menafatf: [
        'Middle East and North Africa (MENAFATF)',
        'Moyen-Orient et Afrique du Nord (GAFIMOAN)',
        'Oriente Medio y África del Norte (GAFIMOAN)',
      ],
      moneyval: ['Council of Europe (MONEYVAL)', 'Conseil de l’Europe (MONEYVAL)', 'Consejo de Europa (MONEYVAL)'],
      'no-recommendation': [
        'No recommendation concerns it',
        'Aucune recommandation ne s’applique',
        'Ninguna recomendación aplicable',
      ],
    }),
    ...inThreeLanguages('target', {
      'programme-advice': [
        'Advice of the global programme',
        'Avis du programme mondial',
        'Dictamen del programa mundial',
      ],
    }),
  },
};
