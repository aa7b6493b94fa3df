import { type CaseRecord, type Language, WorkflowCatalog } from '#libs/domain';
import { type Party, stateOf, type Workflow } from '#libs/workflow';
import { Inject, Injectable } from '@nestjs/common';

type LifecycleReference = CaseRecord['workflow'];

/** Finds the words of the lifecycles that some cases run under. */
@Injectable()
export class CaseLabels {
  constructor(@Inject(WorkflowCatalog) private readonly workflows: WorkflowCatalog) {}

  async words(lifecycles: readonly LifecycleReference[], language: Language): Promise<CaseWords> {
    const found = new Map<string, Workflow<never>>();
    for (const { id, version } of lifecycles) {
      const name = nameOf({ id, version });
      if (!found.has(name)) found.set(name, await this.workflows.get(id, version));
    }
    return new CaseWords(found, language);
  }
}

/** What the lifecycles say of states and acts: their words in the reader's language, else in English, and who holds the ball. */
export class CaseWords {
  constructor(
    private readonly workflows: ReadonlyMap<string, Workflow<never>>,
    private readonly language: Language,
  ) {}

  state(lifecycle: LifecycleReference, state: string): string {
    return this.label(lifecycle, `state.${state}`) ?? state;
  }

  act(lifecycle: LifecycleReference, act: string): string {
    return this.label(lifecycle, `act.${act}`) ?? act;
  }

  gate(lifecycle: LifecycleReference, gate: string): string {
    return this.label(lifecycle, `gate.${gate}`) ?? gate;
  }

  gateState(lifecycle: LifecycleReference, gate: string, state: string): string {
    return this.label(lifecycle, `gate.${gate}.${state}`) ?? state;
  }

  target(lifecycle: LifecycleReference, target: string): string {
    return this.label(lifecycle, `target.${target}`) ?? target;
  }

  /** Who holds the ball while a case stands in a state. */
  holder(lifecycle: LifecycleReference, state: string): Party {
    return stateOf(this.workflow(lifecycle), state).holder;
  }

  private label(lifecycle: LifecycleReference, key: string): string | undefined {
    const words = this.workflow(lifecycle).definition.labels?.[key];
    return words?.[this.language] ?? words?.['en'];
  }

  private workflow(lifecycle: LifecycleReference): Workflow<never> {
    const workflow = this.workflows.get(nameOf(lifecycle));
    if (!workflow) throw new Error(`The words of lifecycle ${nameOf(lifecycle)} were not asked for`);
    return workflow;
  }
}

function nameOf({ id, version }: LifecycleReference): string {
  return `${id} ${version}`;
}
