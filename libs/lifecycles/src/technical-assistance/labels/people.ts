import type { Labels } from '#libs/workflow';
import { inThreeLanguages } from '../../in-three-languages.js';

export const peopleLabels: Labels = {
  ...inThreeLanguages('role', {
    'focal-point': ['Focal point', 'Point focal', 'Punto focal'],
    'permanent-mission': ['Permanent Mission', 'Mission permanente', 'Misión Permanente'],
    'intake-officer': ['Intake officer', 'Responsable de la réception', 'Oficial de recepción'],
    'triage-officer': ['Triage officer', 'Responsable du tri', 'Oficial de evaluación inicial'],
    'case-officer': ['Case officer', 'Responsable du dossier', 'Oficial encargado del caso'],
    'office-head': ['Head of office', 'Chef de bureau', 'Jefatura de la oficina'],
    'due-diligence-adviser': [
      'Due diligence adviser',
      'Conseiller en diligence raisonnable',
      'Asesor de diligencia debida',
    ],
    'hq-manager': ['Headquarters manager', 'Responsable au siège', 'Responsable en la sede'],
    system: ['System', 'Système', 'Sistema'],
  }),
  ...inThreeLanguages('party', {
    state: ['The State', 'L’État', 'El Estado'],
    office: ['The office', 'Le bureau', 'La oficina'],
    headquarters: ['Headquarters', 'Le siège', 'La sede'],
    system: ['The system', 'Le système', 'El sistema'],
    none: ['Nobody', 'Personne', 'Nadie'],
  }),
  ...inThreeLanguages('phase', {
    intake: ['Intake', 'Réception', 'Recepción'],
    assignment: ['Assignment', 'Attribution', 'Asignación'],
    planning: ['Planning', 'Planification', 'Planificación'],
    delivery: ['Delivery', 'Exécution', 'Ejecución'],
    closure: ['Closure', 'Clôture', 'Cierre'],
    closed: ['Ended', 'Terminée', 'Terminada'],
  }),
};
