import { type CaseRecord, type Language, WorkflowCatalog } from '#libs/domain';
import { type Party, stateOf } from '#libs/workflow';
import { Inject, Injectable } from '@nestjs/common';

/** What the lifecycles say of states and acts: their words in the reader's language, else in English, and who holds the ball. */
@Injectable()
export class CaseLabels {
  constructor(@Inject(WorkflowCatalog) private readonly workflows: WorkflowCatalog) {}

  state(workflow: CaseRecord['workflow'], state: string, language: Language): string {
    return this.label(workflow, `state.${state}`, language) ?? state;
  }

  act(workflow: CaseRecord['workflow'], act: string, language: Language): string {
    return this.label(workflow, `act.${act}`, language) ?? act;
  }

  gate(workflow: CaseRecord['workflow'], gate: string, language: Language): string {
    return this.label(workflow, `gate.${gate}`, language) ?? gate;
  }

  gateState(workflow: CaseRecord['workflow'], gate: string, state: string, language: Language): string {
    return this.label(workflow, `gate.${gate}.${state}`, language) ?? state;
  }

  target(workflow: CaseRecord['workflow'], target: string, language: Language): string {
    return this.label(workflow, `target.${target}`, language) ?? target;
  }

  /** Who holds the ball while a case stands in a state. */
  holder(workflow: CaseRecord['workflow'], state: string): Party {
    return stateOf(this.workflows.get(workflow.id, workflow.version), state).holder;
  }

  private label(workflow: CaseRecord['workflow'], key: string, language: Language): string | undefined {
    const words = this.workflows.get(workflow.id, workflow.version).definition.labels?.[key];
    return words?.[language] ?? words?.['en'];
  }
}
