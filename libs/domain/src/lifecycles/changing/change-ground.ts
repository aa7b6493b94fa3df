import {
  checkStateMap,
  type DefinitionReference,
  migrate,
  type Stuck,
  type Workflow,
  type WorkflowDefinition,
} from '#libs/workflow';
import type { CaseEffect } from '../../cases/case-effects.js';
import type { CaseFacts } from '../../cases/case-facts.js';
import type { WorkflowCatalog } from '../../cases/workflow-catalog.js';
import type { Actor } from '../../people/actor.js';
import type { Stores } from '../../unit-of-work/unit-of-work.js';
import { LifecycleVersionNotFound, NotForLifecycles } from '../lifecycle.errors.js';
import { MapNotValid } from './change.errors.js';
import type { ChangePlan, ChangeScope } from './change-plan.js';
import type { LiveStanding } from './change-store.js';

const MAY_CHANGE = ['hq-manager', 'administrator'];

/** What a plan stands on: the version cases go to, and where live cases stand now. */
export interface ChangeGround {
  readonly scope: ChangeScope;
  readonly isPublished: boolean;
  readonly standings: readonly LiveStanding[];
  /** Everything the plan would leave without a place. */
  readonly stuck: readonly Stuck[];
}

/**
 * The role in which somebody may rehearse and migrate.
 * @throws NotForLifecycles
 */
export function roleForChange(actor: Actor): string {
  const held = MAY_CHANGE.find((entitled) => actor.roles.some(({ role }) => role === entitled));
  if (held === undefined) throw new NotForLifecycles(MAY_CHANGE);
  return held;
}

/**
 * Looks at the live cases a plan concerns, or at those named.
 * @param namedIds chooses among the cases in scope; null for all of them.
 * @throws LifecycleVersionNotFound, MapNotValid with every fault of the map
 */
export async function groundOf(
  stores: Stores,
  workflows: WorkflowCatalog,
  plan: ChangePlan,
  namedIds: (scope: ChangeScope) => Promise<readonly string[]> | null,
): Promise<ChangeGround & { readonly caseIds: readonly string[] | null }> {
  const version = await stores.lifecycles.lock(plan.to);
  const target = await workflows.evenIfProposed(plan.to.id, plan.to.version);
  if (!version || !target) throw new LifecycleVersionNotFound();
  if (plan.from && !(await workflows.evenIfProposed(plan.from.id, plan.from.version)))
    throw new LifecycleVersionNotFound();

  const scope = { to: plan.to, from: plan.from, areas: version.areas };
  const caseIds = await namedIds(scope);
  const standings = await stores.changes.standings(scope, caseIds);
  const former = await definitionsIn(workflows, standings);
  const left = former.size > 0 ? [...former.values()] : [target.definition];
  const faults = checkStateMap(plan.stateMap, left, target.definition);
  if (faults.length > 0) throw new MapNotValid(faults);
  return { scope, isPublished: version.isPublished, standings, stuck: stuckIn(standings, target, plan), caseIds };
}

async function definitionsIn(
  workflows: WorkflowCatalog,
  standings: readonly LiveStanding[],
): Promise<ReadonlyMap<string, WorkflowDefinition>> {
  const references = new Map(standings.map(({ workflow }) => [nameOf(workflow), workflow]));
  const found = await Promise.all(
    [...references].map(async ([name, { id, version }]) => {
      const { definition } = await workflows.get(id, version);
      return [name, definition] as const;
    }),
  );
  return new Map(found);
}

function stuckIn(
  standings: readonly LiveStanding[],
  target: Workflow<CaseFacts, CaseEffect>,
  { stateMap }: ChangePlan,
): readonly Stuck[] {
  return standings.flatMap(({ workflow, snapshot }) => {
    const standing = { ...snapshot, consents: {}, performers: {} };
    const migration = migrate(standing, workflow, target.definition, stateMap, 'rehearsal');
    return migration.outcome === 'stuck' ? migration.reasons : [];
  });
}

function nameOf({ id, version }: DefinitionReference): string {
  return `${id} ${version}`;
}
