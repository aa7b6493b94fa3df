import type { Labels } from '#libs/workflow';
import { inThreeLanguages } from '../../in-three-languages.js';

export const targetLabels: Labels = {
  ...inThreeLanguages('target', {
    acknowledge: ['Acknowledge', 'Accuser réception', 'Acusar recibo'],
    'assign-office': ['Assign to an office', 'Attribuer à un bureau', 'Asignar a una oficina'],
    'name-case-officer': [
      'Name the case officer',
      'Désigner le responsable du dossier',
      'Designar al oficial del caso',
    ],
    'triage-decision': ['Decide after triage', 'Décider après le tri', 'Decidir tras la evaluación inicial'],
    'due-diligence-preliminary': [
      'Preliminary due diligence',
      'Diligence raisonnable préliminaire',
      'Diligencia debida preliminar',
    ],
    'due-diligence-full': ['Full due diligence', 'Diligence raisonnable complète', 'Diligencia debida completa'],
    'hq-decision': ['Decision of headquarters', 'Décision du siège', 'Decisión de la sede'],
    'state-answers': ['Answer of the State', 'Réponse de l’État', 'Respuesta del Estado'],
    'response-plan': ['Response plan', 'Plan de réponse', 'Plan de respuesta'],
    'start-delivery': ['Start of delivery', 'Début de l’exécution', 'Inicio de la ejecución'],
    'progress-note': ['Progress note', 'Note d’avancement', 'Nota de progreso'],
    'closure-report': ['Closure report', 'Rapport de clôture', 'Informe de cierre'],
    'state-confirms': ['Confirmation by the State', 'Confirmation par l’État', 'Confirmación del Estado'],
    'follow-up': ['Follow-up', 'Suivi', 'Seguimiento'],
  }),
};
