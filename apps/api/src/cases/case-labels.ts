import { type CaseRecord, type Language, WorkflowCatalog } from '#libs/domain';
import { Inject, Injectable } from '@nestjs/common';

/** The words of the lifecycles for states and acts, in the reader's language, else in English. */
@Injectable()
export class CaseLabels {
  constructor(@Inject(WorkflowCatalog) private readonly workflows: WorkflowCatalog) {}

  state(workflow: CaseRecord['workflow'], state: string, language: Language): string {
    return this.label(workflow, `state.${state}`, language) ?? state;
  }

  act(workflow: CaseRecord['workflow'], act: string, language: Language): string {
    return this.label(workflow, `act.${act}`, language) ?? act;
  }

  private label(workflow: CaseRecord['workflow'], key: string, language: Language): string | undefined {
    const words = this.workflows.get(workflow.id, workflow.version).definition.labels?.[key];
    return words?.[language] ?? words?.['en'];
  }
}
