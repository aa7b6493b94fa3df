import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Identifiers } from '../../identifiers/identifiers.js';
import type { Actor } from '../../people/actor.js';
import type { Repeatable } from '../../repeats/repeats.js';
import type { Stores, UnitOfWork } from '../../unit-of-work/unit-of-work.js';
import {
  CasesNotFound,
  CasesWouldBeStranded,
  ChangeNeedsReason,
  ChangeNotFound,
  LifecycleNotPublished,
  NoLiveCases,
  NotUndoable,
} from './change.errors.js';
import { groundOf, roleForChange } from './change-ground.js';
import type { ChangePlan, ChangeScope } from './change-plan.js';
import type { OrderedChange } from './change-store.js';

/** Shorter reasons say nothing to a later reader. */
const SHORTEST_REASON_CHARACTERS = 5;

/** What was ordered; the cases themselves are dealt with in the background. */
export type ChangeOrdered = { readonly id: string; readonly cases: number };

/** Puts live cases under another version on purpose: a named few first, then the rest. Each can be taken back. */
export class OrderMigration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workflows: WorkflowCatalog,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * @param references of the cases to migrate; null for all that the plan concerns. Whoever names a case has to see it.
   * @throws NotForLifecycles, ChangeNeedsReason, LifecycleVersionNotFound, LifecycleNotPublished, MapNotValid,
   *   CasesNotFound, NoLiveCases, CasesWouldBeStranded with every place, RepeatInProgress, RepeatDiffers
   */
  async migrate(
    actor: Actor,
    order: ChangePlan & { readonly references: readonly string[] | null; readonly reason: string },
    repeatable: Repeatable | null,
  ): Promise<ChangeOrdered> {
    const orderedAs = roleForChange(actor);
    const reason = reasonOf(order.reason);
    const { references, to, from, stateMap } = order;
    const plan = { to, from, stateMap };
    return this.unitOfWork.run((stores) =>
      stores.repeats.once(repeatable, async () => {
        const ground = await groundOf(stores, this.workflows, plan, (scope) =>
          references === null ? null : namedIn(stores, scope, references, actor),
        );
        if (!ground.isPublished) throw new LifecycleNotPublished();
        if (ground.standings.length === 0) throw new NoLiveCases();
        if (ground.stuck.length > 0) throw new CasesWouldBeStranded(ground.stuck);
        const id = this.identifiers.next();
        const change = { id, plan, orderedBy: actor.personId, orderedAs, reason, undoes: null };
        return recorded(stores, change, await stores.changes.orderMigration(change, ground.scope, ground.caseIds));
      }),
    );
  }

  /**
   * Takes a migration back, for all its cases or those named. A case on which somebody has acted since keeps the
   * version it has.
   * @throws NotForLifecycles, ChangeNeedsReason, ChangeNotFound, NotUndoable, CasesNotFound, RepeatInProgress,
   *   RepeatDiffers
   */
  async undo(
    actor: Actor,
    order: { readonly changeId: string; readonly references: readonly string[] | null; readonly reason: string },
    repeatable: Repeatable | null,
  ): Promise<ChangeOrdered> {
    const orderedAs = roleForChange(actor);
    const reason = reasonOf(order.reason);
    const { references } = order;
    return this.unitOfWork.run((stores) =>
      stores.repeats.once(repeatable, async () => {
        const undone = await stores.changes.find(order.changeId);
        if (!undone) throw new ChangeNotFound();
        if (undone.undoes !== null) throw new NotUndoable();
        const caseIds = references && idsOf(references, await stores.changes.migrated(undone.id, references, actor));
        const id = this.identifiers.next();
        const { plan } = undone;
        const change = { id, plan, orderedBy: actor.personId, orderedAs, reason, undoes: undone.id };
        return recorded(stores, change, await stores.changes.orderUndoing(change, caseIds));
      }),
    );
  }
}

/** What was ordered is on record beside the histories of the cases it reaches. */
function recorded({ audit }: Stores, change: OrderedChange, cases: number): ChangeOrdered {
  const { id, plan, orderedBy, undoes } = change;
  audit.append({
    kind: undoes === null ? 'migration-ordered' : 'undoing-ordered',
    actorId: orderedBy,
    subject: { type: 'migration', id },
    detail: { from: plan.from && { ...plan.from }, to: { ...plan.to }, undoes, cases },
  });
  return { id, cases };
}

async function namedIn(
  stores: Stores,
  scope: ChangeScope,
  references: readonly string[],
  actor: Actor,
): Promise<readonly string[]> {
  return idsOf(references, await stores.changes.named(scope, references, actor));
}

/** @throws CasesNotFound with the place of every reference that was not found. */
function idsOf(references: readonly string[], found: ReadonlyMap<string, string>): readonly string[] {
  const missing = references.flatMap((reference, place) => (found.has(reference) ? [] : [place]));
  if (missing.length > 0) throw new CasesNotFound(missing);
  return [...new Set(found.values())];
}

/** @throws ChangeNeedsReason */
function reasonOf(text: string): string {
  const reason = text.trim();
  if (reason.length < SHORTEST_REASON_CHARACTERS) throw new ChangeNeedsReason();
  return reason;
}
