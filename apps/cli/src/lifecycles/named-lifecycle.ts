import { DomainError } from '#libs/domain';
import { caseVocabulary, type CaseWorkflowDefinition, lifecycles } from '#libs/lifecycles';
import { type Fault, parseDefinition } from '#libs/workflow';
import { readFile } from 'node:fs/promises';
import { DocumentNotReadable } from '../documents/document-not-readable.js';
import type { OperatorTools } from '../operator-tools.js';

/** Neither a lifecycle of the product nor a file is called so. */
class LifecycleNotKnown extends DomainError {
  readonly code = 'cli.lifecycle_not_known';
  readonly kind = 'not_found';

  constructor(name: string) {
    super(
      `There is no lifecycle "${name}": give an area (${lifecycles.areas().join(', ')}), "base", a name of \`lifecycle list\`, or a file`,
    );
  }
}

/** A file holds a definition with faults; `lifecycle check` tells them with hints. */
class LifecycleNotSound extends DomainError {
  readonly code = 'cli.lifecycle_not_sound';
  readonly kind = 'invalid';
  override readonly errors: readonly Fault[];

  constructor(source: string, faults: readonly Fault[]) {
    super(`The definition in ${source} has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}`);
    this.errors = faults;
  }
}

/** The lifecycle of the product that an area or a name stands for. */
export function productLifecycle(name: string): CaseWorkflowDefinition | undefined {
  const [base] = lifecycles.all();
  if (name === 'base') return base?.definition;
  const byArea = lifecycles.forArea(name.toUpperCase());
  return (byArea ?? lifecycles.all().find(({ definition }) => definition.id === name))?.definition;
}

/** @throws LifecycleNotKnown, LifecycleNotSound */
export async function namedLifecycle(name: string, tools: OperatorTools): Promise<CaseWorkflowDefinition> {
  const known = productLifecycle(name);
  if (known) return known;
  const parsed = parseDefinition<never, never>(await textNamed(name, tools), caseVocabulary);
  if (parsed.outcome === 'invalid') throw new LifecycleNotSound(name, parsed.faults);
  return parsed.definition;
}

/** The text of a file or of standard input. @throws LifecycleNotKnown, DocumentNotReadable */
export async function textNamed(name: string, tools: OperatorTools): Promise<string> {
  if (name === '-') return tools.readStandardInput();
  try {
    return await readFile(name, 'utf8');
  } catch (error) {
    throw isAbsent(error) && !/[./\\]/.test(name) ? new LifecycleNotKnown(name) : new DocumentNotReadable(name, error);
  }
}

/** Errors of Node's own functions are told by their code: in a test they belong to another realm than ours. */
function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
