import { type CaseEffect, caseEffectRules, type CaseFacts } from '#libs/domain';
import {
  applyOverlay,
  compile,
  type DefinitionReference,
  type Overlay,
  type Vocabulary,
  type Workflow,
  type WorkflowDefinition,
} from '#libs/workflow';
import { areaOverlays } from './areas/index.js';
import { technicalAssistance } from './technical-assistance/definition.js';
import { guardParams, guards } from './technical-assistance/guards.js';

/** A lifecycle of cases, ready to answer. */
export type CaseWorkflow = Workflow<CaseFacts, CaseEffect>;
export type CaseWorkflowDefinition = WorkflowDefinition<string, string, string, CaseEffect>;

/** The words every lifecycle of cases may use, whether it is written here or comes from outside. */
export const caseVocabulary: Vocabulary<CaseFacts> = { guards, guardParams, effects: caseEffectRules };

/** Lifecycles by name and by thematic area. */
export interface LifecycleCatalog {
  all(): readonly CaseWorkflow[];
  /** The lifecycle of this id and version, or undefined if the catalog has none. */
  get(id: string, version: number): CaseWorkflow | undefined;
  /** The lifecycle for new cases of a thematic area, by its code; undefined for an area that has none. */
  forArea(area: string): CaseWorkflow | undefined;
  /** The thematic areas that have a lifecycle, by code. */
  areas(): readonly string[];
}

/** A base lifecycle and those that areas make of it. */
export function catalogOf(
  base: CaseWorkflowDefinition,
  overlays: Readonly<Record<string, Overlay<string, string, string, CaseEffect>>>,
): LifecycleCatalog {
  const byArea = new Map(
    Object.entries(overlays).map(([area, overlay]) => [area, compile(applyOverlay(base, overlay), guards)]),
  );
  const all = [compile(base, guards), ...byArea.values()];
  const byName = new Map(all.map((workflow) => [nameOf(workflow.definition), workflow]));
  return {
    all: () => all,
    get: (id, version) => byName.get(nameOf({ id, version })),
    forArea: (area) => byArea.get(area),
    areas: () => [...byArea.keys()],
  };
}

/** The lifecycles that come with the product: the base, and one for each of the fourteen areas. */
export const lifecycles: LifecycleCatalog = catalogOf(technicalAssistance, areaOverlays);

/** The lifecycle for new cases of a thematic area. Throws an Error for an area that has none. */
export function lifecycleFor(area: string): CaseWorkflow {
  const workflow = lifecycles.forArea(area);
  if (workflow) return workflow;
  throw new Error(`No lifecycle serves the thematic area ${area}`);
}

function nameOf({ id, version }: DefinitionReference): string {
  return `${id} ${version}`;
}
