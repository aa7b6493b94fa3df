export { type AvailabilityRequest, available } from './available.js';
export { compile, type CompiledState, stateOf, type Workflow } from './compile.js';
export { create, decide } from './decide.js';
export type * from './decision.js';
export { defineWorkflow, type NeedOn, type StrictDefinition } from './define.js';
export type * from './definition.js';
export { applyEvent, replay } from './replay.js';
export type * from './vocabulary.js';
