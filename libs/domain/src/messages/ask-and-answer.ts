import type { ActInput } from '#libs/workflow';
import type { CaseRecord } from '../cases/case-record.js';
import type { PerformTransition, TransitionPerformed } from '../cases/perform-transition.js';
import type { WorkflowCatalog } from '../cases/workflow-catalog.js';
import type { Actor } from '../people/actor.js';
import type { Repeatable } from '../repeats/repeats.js';
import { actInState } from './conversation-acts.js';
import { NoSuchAct } from './message.errors.js';

/**
 * A question to the State, and its answer. Both are acts of the lifecycle, found by what they establish: the engine
 * stops the clocks of the office while the State holds the ball, and the due date is that of the State's own limit.
 */
export class AskAndAnswer {
  constructor(
    private readonly workflows: WorkflowCatalog,
    private readonly performTransition: PerformTransition,
  ) {}

  /**
   * @param theCase one the actor may see; the engine decides on it anew, under its lock.
   * @throws NoSuchAct, and what `PerformTransition.execute` throws.
   */
  async ask(
    actor: Actor,
    theCase: CaseRecord,
    command: { readonly seenVersion: number; readonly question: string },
    repeatable: Repeatable | null,
  ): Promise<TransitionPerformed> {
    const transition = await this.act(theCase, 'informationRequest');
    if (transition === undefined) throw new NoSuchAct('ask');
    return this.perform(actor, theCase, command.seenVersion, transition, { question: command.question }, repeatable);
  }

  /** @throws NoSuchAct, and what `PerformTransition.execute` throws. */
  async answer(
    actor: Actor,
    theCase: CaseRecord,
    command: { readonly seenVersion: number; readonly answer: string; readonly documents: readonly string[] },
    repeatable: Repeatable | null,
  ): Promise<TransitionPerformed> {
    const transition = await this.act(theCase, 'answer');
    if (transition === undefined) throw new NoSuchAct('answer');
    const { answer, documents } = command;
    const input = { answer, ...(documents.length > 0 && { documents: [...documents] }) };
    return this.perform(actor, theCase, command.seenVersion, transition, input, repeatable);
  }

  private async act(
    { workflow: { id, version }, snapshot }: CaseRecord,
    fact: 'informationRequest' | 'answer',
  ): Promise<string | undefined> {
    return actInState(await this.workflows.get(id, version), snapshot.state, fact);
  }

  private perform(
    actor: Actor,
    { id: caseId }: CaseRecord,
    seenVersion: number,
    transition: string,
    input: ActInput,
    repeatable: Repeatable | null,
  ): Promise<TransitionPerformed> {
    return this.performTransition.execute(actor, { caseId, seenVersion, transition, input }, repeatable);
  }
}
