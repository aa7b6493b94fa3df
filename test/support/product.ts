import {
  ActOnCase,
  type Actor,
  BeginRequest,
  type CaseStanding,
  ClocksOfCase,
  ExplainClocks,
  FireDueClock,
  ListTransitions,
  PerformTransition,
  type Stores,
  UnitOfWork,
} from '#libs/domain';
import {
  CaseReader,
  PostgresPeopleDirectory,
  PostgresReferenceData,
  PostgresUnitOfWork,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
  UuidIdentifiers,
} from '#libs/infrastructure';
import { type ActInput, sampleInput } from '#libs/workflow';
import type { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;

/** The real unit of work, at a time of the test's own: what is due in weeks need not be waited for. */
class LaterUnitOfWork extends UnitOfWork {
  laterMs = 0;

  constructor(private readonly real: UnitOfWork) {
    super();
  }

  override run<Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> {
    return this.real.run((stores) =>
      work({ ...stores, now: async () => new Date((await stores.now()).getTime() + this.laterMs) }),
    );
  }
}

/** Everything that moves a case, wired by hand over a test database with the reference data. */
export class Product {
  readonly unitOfWork: UnitOfWork;
  readonly begin: BeginRequest;
  readonly perform: PerformTransition;
  readonly transitions: ListTransitions;
  readonly fireClock: FireDueClock;
  readonly explain: ExplainClocks;
  readonly reader: CaseReader;
  private readonly later: LaterUnitOfWork;

  constructor(readonly dataSource: DataSource) {
    this.unitOfWork = new PostgresUnitOfWork(dataSource);
    this.later = new LaterUnitOfWork(this.unitOfWork);
    const workflows = new PublishedWorkflows(dataSource);
    const reference = new PostgresReferenceData(dataSource);
    const calendars = new PublishedCalendars(dataSource);
    const policies = new PublishedPolicies(dataSource);
    const clocks = new ClocksOfCase(calendars, policies);
    const acting = new ActOnCase(workflows, reference, new PostgresPeopleDirectory(dataSource), clocks);
    this.begin = new BeginRequest(this.later, workflows, reference, new UuidIdentifiers(), clocks);
    this.perform = new PerformTransition(this.later, workflows, acting);
    this.transitions = new ListTransitions(workflows, reference);
    this.fireClock = new FireDueClock(this.later, workflows, acting, clocks);
    this.explain = new ExplainClocks(workflows, calendars, policies);
    this.reader = new CaseReader(dataSource);
  }

  /** How far the time of the use cases is ahead of the database's. */
  pass(days: number): void {
    this.later.laterMs += days * DAY_MS;
  }

  get laterMs(): number {
    return this.later.laterMs;
  }

  /** A draft of a State that lacks nothing. */
  draft(focalPoint: Actor, area = 'TIP', request: object = {}): Promise<CaseStanding> {
    const requestingState = focalPoint.roles[0]?.stateCode ?? '';
    return this.begin.execute(
      focalPoint,
      {
        requestingState,
        area,
        urgency: 'routine',
        request: {
          title: 'Training of investigators',
          summary: 'The State asks for a course.',
          beneficiary: 'The police academy',
          assistanceType: 'TRAIN',
          involvesSecurityForces: false,
          letter: {
            status: 'attached',
            kind: 'note-verbale',
            number: null,
            date: '2026-01-15',
            signatory: null,
            documentId: null,
          },
          ...request,
        },
      },
      null,
    );
  }

  /** Performs an act on a case as it stands, with a sample of every field it needs beside what is given. */
  async act(actor: Actor, caseId: string, transition: string, given: ActInput = {}): Promise<void> {
    const { record } = await this.reader.readAt(actor, caseId);
    const now = new Date(Date.now() + this.laterMs);
    const offered = (await this.transitions.execute(actor, record, now)).find(({ name }) => name === transition);
    const sources = { now: now.getTime(), person: actor.personId, organisation: 'CTED', document: actor.personId };
    const input = { ...sampleInput(offered?.input ?? [], sources), ...given };
    await this.perform.execute(actor, { caseId, seenVersion: record.version, transition, input }, null);
  }
}
