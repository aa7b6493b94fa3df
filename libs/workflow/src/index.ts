export { type AvailabilityRequest, available } from './available.js';
export { compile, type CompiledAct, type CompiledState, stateOf, type Workflow } from './compile.js';
export { create, decide, offeredAct } from './decide.js';
export type * from './decision.js';
export { defineWorkflow, type NeedOn, type StrictDefinition } from './define.js';
export type * from './definition.js';
export { jsonPointer } from './json-pointer.js';
export { labelKeys, labelOf } from './labels.js';
export { type ActChange, applyOverlay, type GateChange, type Overlay, validateOverlay } from './overlay.js';
export { canonicalJson, checksumOf } from './canonical.js';
export { type ParsedDefinition, parseDefinition } from './parse.js';
export { type Path, paths, type PathStep } from './paths.js';
export { applyEvent, replay } from './replay.js';
export { sampleInput, type SampleSources } from './sample-input.js';
export { DEFINITION_BOUNDS } from './validation/bounds.js';
export type { Fault } from './validation/report.js';
export { definitionJsonSchema } from './validation/schema.js';
export { validate } from './validation/validate.js';
export type * from './vocabulary.js';
export * from './timeline/advance-clocks.js';
export type { ClockRules } from './timeline/case-rules.js';
export * from './timeline/check-policy.js';
export * from './timeline/clock-record.js';
export type * from './timeline/events.js';
export { ledger, type LedgerEntry, type LedgerLine } from './timeline/ledger.js';
export * from './timeline/promise-kept.js';
export * from './timeline/timeline.js';
export type { PartySegment, StateVisit } from './timeline/visits.js';
export * from './working-time/arithmetic.js';
export * from './working-time/calendar-days.js';
export type { CalendarFault, CalendarFaultCode } from './working-time/calendar-faults.js';
export * from './working-time/calendar.js';
export * from './working-time/changes.js';
export * from './working-time/check-calendar.js';
export * from './working-time/check-holidays.js';
export * from './working-time/limits.js';
export { formatDate, parseDate, parseInstant } from './working-time/local-time.js';
export { horizonYears, OpenHours } from './working-time/open-hours.js';
export type { Pause } from './working-time/pauses.js';
export * from './working-time/shared-hours.js';
export * from './working-time/work-calendar.js';
export * from './working-time/working-days.js';
export * from './working-time/working-time-error.js';
export { isZoneName } from './working-time/zone.js';
export { formatLocal } from './working-time/zone.js';
export { type Simulated, simulate } from './simulation/simulate.js';
export type { Scenario } from './simulation/scenario.js';
export type { Spread } from './simulation/spread.js';
export type { Change } from './versions/change.js';
export { checkStateMap } from './versions/check-state-map.js';
export { difference } from './versions/difference.js';
export {
  migrate,
  type MigratedEvent,
  type Migration,
  type StateMap,
  type Stuck,
  undoMigration,
} from './versions/migration.js';
export {
  type ClockShift,
  type LiveCase,
  type Rehearsal,
  rehearse,
  rehearseCase,
  type RehearsedCase,
  type Tally,
} from './versions/rehearsal.js';
export { bpmn } from './pictures/bpmn.js';
export { describeLifecycle } from './pictures/description.js';
export { mermaid } from './pictures/mermaid.js';
export { DRAWING_BOUNDS, TooLargeToDraw } from './pictures/drawing-bounds.js';
export type { PathSoFar } from './pictures/path-so-far.js';
export { diagram, type DiagramOptions } from './pictures/svg.js';
