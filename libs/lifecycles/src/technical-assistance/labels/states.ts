import type { Labels } from '#libs/workflow';

/** The statuses, in the words of the reference data. */
export const stateLabels: Labels = {
  'state.draft': { en: 'Draft', fr: 'Brouillon', es: 'Borrador' },
  'state.submitted': { en: 'Submitted', fr: 'Soumise', es: 'Presentada' },
  'state.acknowledged': { en: 'Acknowledged', fr: 'Accusé de réception envoyé', es: 'Con acuse de recibo' },
  'state.assigned': { en: 'Assigned to an office', fr: 'Attribuée à un bureau', es: 'Asignada a una oficina' },
  'state.triage': { en: 'In triage', fr: 'En cours de tri', es: 'En evaluación inicial' },
  'state.info-requested': { en: 'Information requested', fr: 'Informations demandées', es: 'Información solicitada' },
  'state.hq-review': { en: 'Headquarters review', fr: 'Examen au siège', es: 'Examen en la sede' },
  'state.accepted': { en: 'Accepted', fr: 'Acceptée', es: 'Aceptada' },
  'state.planning': {
    en: 'Response plan in preparation',
    fr: 'Plan de réponse en préparation',
    es: 'Plan de respuesta en preparación',
  },
  'state.plan-agreed': { en: 'Response plan agreed', fr: 'Plan de réponse convenu', es: 'Plan de respuesta acordado' },
  'state.on-hold': { en: 'On hold', fr: 'En attente', es: 'En espera' },
  'state.delivery': { en: 'In delivery', fr: 'En cours d’exécution', es: 'En ejecución' },
  'state.suspended': { en: 'Suspended', fr: 'Suspendue', es: 'Suspendida' },
  'state.delivered': {
    en: 'Delivered, closure report due',
    fr: 'Exécutée, rapport de clôture attendu',
    es: 'Ejecutada, pendiente del informe de cierre',
  },
  'state.closure-review': { en: 'Closure review', fr: 'Examen de clôture', es: 'Examen de cierre' },
  'state.closed': { en: 'Closed', fr: 'Close', es: 'Cerrada' },
  'state.declined': { en: 'Declined', fr: 'Refusée', es: 'Denegada' },
  'state.referred': {
    en: 'Referred to another provider',
    fr: 'Transmise à un autre prestataire',
    es: 'Remitida a otro proveedor',
  },
  'state.withdrawn': { en: 'Withdrawn by the State', fr: 'Retirée par l’État', es: 'Retirada por el Estado' },
  'state.lapsed': { en: 'Lapsed', fr: 'Caduque', es: 'Caducada' },
};
