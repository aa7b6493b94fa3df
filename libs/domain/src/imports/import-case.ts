import type { ActOnCase } from '../cases/act-on-case.js';
import { BeginRequest } from '../cases/begin-request.js';
import type { CaseStanding } from '../cases/case-standing.js';
import { historyOf } from '../cases/history-of-decision.js';
import { PerformTransition } from '../cases/perform-transition.js';
import { SYSTEM } from '../cases/performer.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { Identifiers } from '../identifiers/identifiers.js';
import type { ReferenceData } from '../reference-data/reference-data.js';
import type { ClocksOfCase } from '../sla/clocks-of-case.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import { AsOf } from './as-of.js';
import type { FormerCase } from './former-case.js';
import { AlreadyImported, ToldInDisorder } from './import.errors.js';
import { ToldThen } from './told-then.js';

/**
 * Takes over a case from another register: every act is decided again by the engine, at the instant and by the person it
 * is told of, and the whole case is taken or none of it. Clocks stand where they would stand had the case been led here;
 * what is due is acted on by the next sweep. Nobody is told of what they were told then.
 *
 * The history says that it was told afterwards: its last entry names the register and bears the time of the import.
 */
export class ImportCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly referenceData: ReferenceData,
    private readonly identifiers: Identifiers,
    private readonly clocks: ClocksOfCase,
    private readonly actOnCase: ActOnCase,
  ) {}

  /** @throws AlreadyImported, ToldInDisorder, and what `BeginRequest` and `PerformTransition` throw. */
  execute(former: FormerCase): Promise<CaseStanding> {
    return this.unitOfWork.run(async (stores) => {
      const now = await stores.now();
      checkOrder(former, now);

      const begin = new BeginRequest(
        new AsOf(stores, former.begun.at),
        this.workflows,
        this.referenceData,
        this.identifiers,
        this.clocks,
      );
      let standing = await begin.execute(former.begun.by, former, null);
      const isNew = await stores.cases.addOrigin(standing.id, former);
      if (!isNew) throw new AlreadyImported(former.register, former.formerReference);

      const toldThen = new ToldThen(this.workflows, this.clocks, this.actOnCase);
      for (const { by, at, transition, input } of former.acts) {
        const { version: seenVersion } = await toldThen.upTo(at, stores, standing.id);
        const perform = new PerformTransition(new AsOf(stores, at), this.workflows, this.actOnCase);
        standing = await perform.execute(by, { caseId: standing.id, seenVersion, transition, input }, null);
      }

      const theCase = await toldThen.upTo(now, stores, standing.id);
      const { register, formerReference, acts } = former;
      const detail = { type: 'imported', register, formerReference, acts: acts.length };
      const history = historyOf(
        [{ type: 'imported', name: null, fromState: null, toState: null, reason: register, detail }],
        { caseId: theCase.id, version: theCase.version, after: theCase.historyLength, performer: SYSTEM, now },
      );
      await stores.cases.note({ ...theCase, historyLength: theCase.historyLength + history.length }, history);
      return standing;
    });
  }
}

/** @throws ToldInDisorder with every fault at once. */
function checkOrder({ formerReference, begun, acts }: FormerCase, now: Date): void {
  const instants = [begun.at, ...acts.map(({ at }) => at)];
  const faults = instants.flatMap((at, position) => {
    const before = instants[position - 1];
    const index = position - 1;
    if (at > now) return [{ index, message: 'This has not happened yet' }];
    return before && at < before ? [{ index, message: 'This comes before the act that precedes it' }] : [];
  });
  if (faults.length > 0) throw new ToldInDisorder(formerReference, faults);
}
