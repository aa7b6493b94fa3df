import type { CaseEffect } from '#libs/domain';
import { defineWorkflow } from '#libs/workflow';
import { gates } from './gates/index.js';
import type { CaseGuard } from './guards.js';
import { labels } from './labels/index.js';
import { roles } from './roles.js';
import { states } from './states.js';
import { targets } from './targets.js';
import { assignment } from './transitions/assignment.js';
import { closure } from './transitions/closure.js';
import { intake } from './transitions/intake.js';
import { planningAndDelivery } from './transitions/planning-and-delivery.js';

/** The base lifecycle of technical assistance upon request, from the State's draft to confirmed closure. */
export const technicalAssistance = defineWorkflow<CaseGuard, CaseEffect>()({
  id: 'technical-assistance',
  version: 1,
  roles,
  states,
  creation: { name: 'create', to: 'draft', roles: ['focal-point'] },
  transitions: [...intake, ...assignment, ...planningAndDelivery, ...closure],
  gates,
  targets,
  labels,
});
