export { DomainError, type ErrorKind, TransientError } from './errors.js';
export type { Outbox, OutboxTopic, OutboxTopics } from './outbox/outbox.js';
export * from './people/index.js';
export { type Stores, UnitOfWork } from './unit-of-work/unit-of-work.js';
export {
  type AssistanceType,
  type Confidence,
  type Coverage,
  type MemberState,
  type Office,
  OFFICE_KINDS,
  type OfficeKind,
  ReferenceData,
  type ReferenceSnapshot,
  SENSITIVITIES,
  type Sensitivity,
  STATE_GROUPS,
  type StateGroup,
  type ThematicArea,
} from './reference-data/reference-data.js';
export {
  type CodeFault,
  countsAsSecurityForcesSupport,
  defaultSensitivity,
  type RequestCodes,
  unknownCodes,
} from './reference-data/request-codes.js';
export {
  chooseLeadOffice,
  type CoverageTable,
  type LeadOfficeChoice,
  type RoutingFacts,
  type RoutingReason,
} from './routing/lead-office.js';
export { ManualChoiceNeedsReason, OfficeCannotLead, StateNotCovered, UnknownOffice } from './routing/routing.errors.js';
