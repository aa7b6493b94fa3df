import type { Labels } from '#libs/workflow';
import { stateLabels } from './states.js';

/** What the lifecycle's names are called on screens, by key and language. French and Spanish need a reader of each language. */
export const labels: Labels = { ...stateLabels };
