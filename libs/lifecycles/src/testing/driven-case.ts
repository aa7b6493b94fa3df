import { type CaseEffect, type CaseFacts, type CaseRole, consequencesOf } from '#libs/domain';
import {
  type ActInput,
  available,
  type CompiledAct,
  type CaseSnapshot,
  create,
  decide,
  offeredAct,
  type Refusal,
  replay,
  stateOf,
  type WorkflowEvent,
} from '#libs/workflow';
import type { CaseWorkflow } from '../catalog.js';

const DAY_MS = 86_400_000;

/** What matters of a case; the rest is filled in. */
export type CaseToDrive = Partial<Omit<CaseFacts, 'request'>> & { readonly request?: Partial<CaseFacts['request']> };

/** A case moved by acts alone, as the product moves it, in memory: for tests of lifecycles. */
export class DrivenCase {
  snapshot: CaseSnapshot;
  facts: CaseFacts;
  now = Date.UTC(2026, 10, 23, 9);
  readonly events: WorkflowEvent[] = [];
  /** Where the case stood after creation and after each act, with the history so far. */
  readonly stages: { readonly snapshot: CaseSnapshot; readonly events: readonly WorkflowEvent[] }[] = [];

  constructor(
    readonly workflow: CaseWorkflow,
    { request, ...facts }: CaseToDrive = {},
  ) {
    this.facts = { ...aRequest(), ...facts, request: { ...aRequest().request, ...request } };
    const decision = create(workflow, { actor: actor('focal-point'), input: {}, facts: this.facts, now: this.now });
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusals));
    this.snapshot = decision.snapshot;
    this.remember(decision.events);
  }

  get state(): string {
    return this.snapshot.state;
  }

  /** Performs an act, or throws with every reason against it. */
  act(role: CaseRole, transition: string, input: ActInput = {}): this {
    const decision = this.ask(role, transition, input);
    if (decision.outcome === 'refused') {
      throw new Error(`${transition} by ${role} in ${this.state}: ${JSON.stringify(decision.refusals)}`);
    }
    const before = this.state;
    const { established, record } = consequencesOf(this.workflow, before, decision, {
      actorId: actor(role).id,
      input,
      now: this.now,
      established: this.facts.established,
    });
    this.facts = { ...this.facts, ...record, established };
    this.snapshot = decision.snapshot;
    this.remember(decision.events);
    this.now += 60_000;
    return this;
  }

  /** Why the act would be refused; an empty list if it would not. */
  refusals(role: CaseRole, transition: string, input: ActInput = {}): readonly Refusal[] {
    const decision = this.ask(role, transition, input);
    return decision.outcome === 'refused' ? decision.refusals : [];
  }

  /** Names of the acts open to a role now. */
  openTo(role: CaseRole): readonly string[] {
    const { snapshot, facts, now } = this;
    return available(this.workflow, { snapshot, actor: actor(role), facts, now })
      .filter((line) => line.available)
      .map(({ name }) => name);
  }

  /** The act of this name that the case offers where it stands. */
  offered(name: string): CompiledAct<CaseFacts, CaseEffect> | undefined {
    return offeredAct(stateOf(this.workflow, this.state), name, this.snapshot);
  }

  later(days: number): this {
    this.now += days * DAY_MS;
    return this;
  }

  replayed(): CaseSnapshot {
    return replay(this.events);
  }

  private remember(events: readonly WorkflowEvent[]): void {
    this.events.push(...events);
    this.stages.push({ snapshot: this.snapshot, events: [...this.events] });
  }

  private ask(role: CaseRole, transition: string, input: ActInput) {
    const { snapshot, facts, now } = this;
    return decide(this.workflow, { snapshot, transition, actor: actor(role), input, facts, now });
  }
}

/** One person for each role. */
export function actor(role: CaseRole): { readonly id: string; readonly roles: readonly CaseRole[] } {
  return { id: role, roles: [role] };
}

function aRequest(): CaseFacts {
  return {
    requestingState: 'NER',
    area: 'SOM',
    urgency: 'routine',
    sensitivity: 'unclassified',
    leadOffice: null,
    coverageOffice: 'ROSEN',
    caseOfficerId: null,
    createdBy: 'focal-point',
    submittedAt: null,
    closedAt: null,
    request: {
      title: 'First law against the smuggling of migrants',
      summary: 'Legal experts to help draft a bill.',
      beneficiary: 'Ministry of Justice',
      assistanceType: 'LEG-DRAFT',
      otherAssistanceTypes: [],
      involvesSecurityForces: false,
      letter: {
        status: 'attached',
        kind: 'note-verbale',
        number: '12',
        date: '2026-11-20',
        signatory: null,
        documentId: null,
      },
    },
    established: {},
  };
}
