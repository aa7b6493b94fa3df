import type { Refusal } from '#libs/workflow';
import { DomainError } from '../errors.js';
import type { HistoryEntry } from './case-record.js';

/** Absent and invisible are the same answer, in words too. */
export class CaseNotFound extends DomainError {
  readonly code = 'case.not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such case, or you may not see it');
  }
}

/** Somebody changed the case after the caller read it. Tells what happened since, so that the decision can be made again. */
export class CaseChangedMeanwhile extends DomainError {
  readonly code = 'case.changed_meanwhile';
  readonly kind = 'stale';
  override readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(seenVersion: number, presentVersion: number, since: readonly HistoryEntry[]) {
    super(`You decided on version ${seenVersion} of this case; it is at version ${presentVersion} now`);
    this.details = {
      presentVersion,
      changesSince: since.map(({ type, name, fromState, toState, actorRole, occurredAt }) => ({
        type,
        name,
        fromState,
        toState,
        actorRole,
        occurredAt: occurredAt.toISOString(),
      })),
    };
    this.headers = { etag: `"v${presentVersion}"` };
  }
}

/** The engine said no. Carries every reason, and for each what is missing and who can help. */
export class TransitionRefused extends DomainError {
  readonly code: string;
  readonly kind: 'invalid' | 'forbidden' | 'refused';
  override readonly details: Readonly<Record<string, unknown>>;
  override readonly errors: DomainError['errors'];

  constructor(
    transition: string,
    readonly refusals: readonly [Refusal, ...Refusal[]],
  ) {
    const [first] = refusals;
    super(sentenceFor(transition, first));
    this.code = `transition.${first.code}`;
    this.kind = KIND_OF[first.code];
    this.details = { transition, refusals };
    this.errors = refusals.flatMap((refusal): DomainError['errors'] =>
      refusal.code === 'invalid_input'
        ? refusal.errors.map((error) => ({ ...error, pointer: `/input${error.pointer}` }))
        : refusal.code === 'unknown_transition'
          ? [{ pointer: '/name', code: refusal.code, message: 'The lifecycle of this case has no such act' }]
          : [],
    );
  }
}

const KIND_OF = {
  unknown_transition: 'invalid',
  invalid_input: 'invalid',
  wrong_role: 'forbidden',
  four_eyes: 'forbidden',
  wrong_state: 'refused',
  wrong_gate_state: 'refused',
  gate_not_ready: 'refused',
  guard_failed: 'refused',
  already_consented: 'refused',
} as const satisfies Record<Refusal['code'], string>;

function sentenceFor(transition: string, refusal: Refusal): string {
  switch (refusal.code) {
    case 'unknown_transition':
      return `The lifecycle of this case has no act named "${transition.slice(0, 80)}"`;
    case 'wrong_state':
      return `"${transition}" is possible from ${refusal.allowedFrom.join(', ')}; the case is in ${refusal.state}`;
    case 'wrong_gate_state':
      return `"${transition}" is possible while ${refusal.gate} is ${refusal.allowedFrom.join(' or ')}; it is ${refusal.gateState}`;
    case 'wrong_role':
      return `"${transition}" is for ${refusal.rolesNeeded.join(' or ')}`;
    case 'gate_not_ready':
      return `"${transition}" waits for ${refusal.gate}, which is ${refusal.gateState}; it needs ${refusal.needed.join(' or ')}`;
    case 'guard_failed':
      return `"${transition}" is not possible yet: ${refusal.missing}`;
    case 'invalid_input':
      return `What "${transition}" needs is missing or not right`;
    case 'already_consented':
      return `Your side has agreed already; "${transition}" waits for ${refusal.waitingFor.join(' and ')}`;
    case 'four_eyes':
      return `"${transition}" needs a second person: whoever performed "${refusal.otherAct}" cannot perform it too`;
  }
}

/** The request itself can be edited only where the lifecycle says that it is still being written. */
export class RequestNotEditable extends DomainError {
  readonly code = 'case.request_not_editable';
  readonly kind = 'refused';

  constructor() {
    super('The request has been submitted and can no longer be edited; answer a question of the office instead');
  }
}

/** What a State wrote does not fit the reference data or the form. */
export class RequestNotValid extends DomainError {
  readonly code = 'case.request_not_valid';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The request names something that is not known here');
  }
}

/** Only a focal point may begin a request, and only for a State whose mandate the person holds. */
export class NotEntitledToRequest extends DomainError {
  readonly code = 'case.not_entitled';
  readonly kind = 'forbidden';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(rolesNeeded: readonly string[]) {
    super(`A request is written by the State that asks: by its ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

/** A case officer works for the office that leads the case. */
export class OfficerNotOfOffice extends DomainError {
  readonly code = 'case.officer_not_of_office';
  readonly kind = 'invalid';
  override readonly errors = [
    {
      pointer: '/input',
      code: 'officer_not_of_office',
      message: 'Name a case officer of the office that leads the case',
    },
  ];

  constructor(office: string | null) {
    super(`The person named is not a case officer of ${office ?? 'an office; none leads the case yet'}`);
  }
}
