export * from './access.errors.js';
export { BreakTheGlass, EMERGENCY_HOURS } from './break-the-glass.js';
export { ChangeReaders } from './change-readers.js';
export { OpenCase, StrictCases } from './open-case.js';
export { readsAs } from './reads-as.js';
export type { NamedReader, ReaderStore } from './reader-store.js';
export { SetSensitivity } from './set-sensitivity.js';
