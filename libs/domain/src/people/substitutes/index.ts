export { EndSubstitution } from './end-substitution.js';
export { type Absence, NameSubstitute, NameSubstituteFor } from './name-substitute.js';
export { LONGEST_SUBSTITUTION_DAYS } from './substitution-faults.js';
