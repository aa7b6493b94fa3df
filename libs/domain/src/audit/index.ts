export { type Canonical, canonicalJson } from './canonical-json.js';
export {
  type AuditedCaseEvent,
  type AuditedRecord,
  type CaseSeal,
  type Checkpoint,
  contentOfEvent,
  contentOfRecord,
  frameOfEvent,
  frameOfRecord,
} from './audit-entry.js';
export type { AuditKind, AuditRecord, AuditTrail } from './audit-trail.js';
export { CaseNotSealed } from './audit.errors.js';
