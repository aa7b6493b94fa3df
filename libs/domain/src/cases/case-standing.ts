import type { CaseRecord } from './case-record.js';

// A type, not an interface: as the answer to a repeatable call it is kept as JSON.
/** Where a case stands after a change; what the person who changed it is told. */
export type CaseStanding = {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: string;
  readonly phase: string;
  readonly holder: string;
};

export function standingOf(theCase: CaseRecord): CaseStanding {
  const { id, reference, version, snapshot, phase, holder } = theCase;
  return { id, reference, version, state: snapshot.state, phase, holder };
}
