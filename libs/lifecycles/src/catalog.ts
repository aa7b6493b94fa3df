import { type CaseEffect, caseEffectRules, type CaseFacts } from '#libs/domain';
import {
  compile,
  type DefinitionReference,
  type Vocabulary,
  type Workflow,
  type WorkflowDefinition,
} from '#libs/workflow';
import { technicalAssistance } from './technical-assistance/definition.js';
import { guardParams, guards } from './technical-assistance/guards.js';

/** A lifecycle of cases, ready to answer. */
export type CaseWorkflow = Workflow<CaseFacts, CaseEffect>;
export type CaseWorkflowDefinition = WorkflowDefinition<string, string, string, CaseEffect>;

/** The words every lifecycle of cases may use, whether it is written here or comes from outside. */
export const caseVocabulary: Vocabulary<CaseFacts> = { guards, guardParams, effects: caseEffectRules };

const definitions: readonly CaseWorkflowDefinition[] = [technicalAssistance];
const byName = new Map(definitions.map((definition) => [nameOf(definition), compile(definition, guards)]));

/** The lifecycles that come with the product. */
export const lifecycles = {
  all: (): readonly CaseWorkflow[] => [...byName.values()],
  /** The lifecycle of this id and version, or undefined if none comes with the product. */
  get: (id: string, version: number): CaseWorkflow | undefined => byName.get(nameOf({ id, version })),
};

/** The newest lifecycle for new cases of a thematic area. Throws an Error for an area that has none. */
export function lifecycleFor(area: string): CaseWorkflow {
  const workflow = lifecycles.get(technicalAssistance.id, technicalAssistance.version);
  if (workflow) return workflow;
  throw new Error(`No lifecycle serves the thematic area ${area}`);
}

function nameOf({ id, version }: DefinitionReference): string {
  return `${id} ${version}`;
}
