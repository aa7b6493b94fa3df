import type { Labels } from '#libs/workflow';
import { actLabels } from './acts.js';
import { formLabels } from './forms.js';
import { gateLabels } from './gates.js';
import { peopleLabels } from './people.js';
import { stateLabels } from './states.js';
import { targetLabels } from './targets.js';

/** What the lifecycle's names are called on screens. French and Spanish are unofficial and need a reader of each language. */
export const labels: Labels = {
  ...peopleLabels,
  ...stateLabels,
  ...actLabels,
  ...gateLabels,
  ...formLabels,
  ...targetLabels,
};
