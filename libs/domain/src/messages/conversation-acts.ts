import { stateOf, type Workflow } from '#libs/workflow';
import type { CaseEffect } from '../cases/case-effects.js';
import type { EstablishedFacts } from '../cases/case-facts.js';

/** The acts of a lifecycle by which a question is put to the State and answered. */
export interface ConversationActs {
  readonly asking: readonly string[];
  readonly answering: readonly string[];
}

/**
 * Reads them from what the acts establish, so that a lifecycle may call them as it likes. Questions and answers are
 * acts and nothing else: asking hands the ball to the State, stops the clocks of the office and opens the State's own.
 */
export function conversationActs<Facts>(workflow: Workflow<Facts, CaseEffect>): ConversationActs {
  return { asking: namesOf(workflow.acts, 'informationRequest'), answering: namesOf(workflow.acts, 'answer') };
}

/** The act by which one asks, or answers, where the case stands; one from elsewhere lets the engine say why not. */
export function actInState<Facts>(
  workflow: Workflow<Facts, CaseEffect>,
  state: string,
  fact: 'informationRequest' | 'answer',
): string | undefined {
  return namesOf(stateOf(workflow, state).acts, fact)[0] ?? namesOf(workflow.acts, fact)[0];
}

function namesOf(acts: Workflow<never, CaseEffect>['acts'], fact: keyof EstablishedFacts): readonly string[] {
  return [...acts]
    .filter(([, variants]) =>
      variants.some(({ effects }) =>
        effects.some((effect) => effect.name === 'establish' && effect.params.fact === fact),
      ),
    )
    .map(([name]) => name);
}
