import type { ExampleRequest } from '#libs/infrastructure';
import type { LetterForm, RequestForm } from './api-answers.js';
import type { Story } from './story.js';

/** What the State writes into its draft when it is told that something is still missing. */
export function draftForm({ example, emergency }: Story, missing: string, today: string): RequestForm {
  if (missing !== 'mandatory-fields') return { letter: letterFor(example.id, emergency === true, today) };
  return {
    summary: summaryOf(example),
    beneficiary: example.beneficiary,
    assistanceType: example.assistanceType,
    otherAssistanceTypes: example.otherAssistanceTypes,
    involvesSecurityForces: example.involvesSecurityForces,
  };
}

/** What the example tells, with where it is from: nobody should take it for a request of today. */
export function summaryOf({ summary, fidelity, basis, year }: ExampleRequest): string {
  const told = fidelity === 'adapted' ? 'adapted' : 'retold';
  return `${summary}\n\nIllustration, ${told} from: ${basis}, about ${year}. It says nothing about what the State asks for today.`;
}

function letterFor(exampleId: string, isEmergency: boolean, today: string): LetterForm {
  if (isEmergency) return { status: 'promised' };
  return {
    status: 'attached',
    kind: 'note-verbale',
    number: `Illustration ${exampleId}`,
    date: today,
    signatory: 'Permanent Mission to the United Nations, Vienna',
  };
}
