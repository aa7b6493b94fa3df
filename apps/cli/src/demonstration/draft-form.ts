import type { LetterForm, RequestForm } from './api-answers.js';
import type { Story } from './story.js';

/** What the State writes into its draft when it is told that something is still missing. */
export function draftForm({ example, emergency }: Story, missing: string, today: string): RequestForm {
  if (missing !== 'mandatory-fields') return { letter: letterFor(example.id, emergency === true, today) };
  const told = example.fidelity === 'adapted' ? 'adapted' : 'retold';
  return {
    summary: `${example.summary}\n\nIllustration, ${told} from: ${example.basis}, about ${example.year}. It says nothing about what the State asks for today.`,
    beneficiary: example.beneficiary,
    assistanceType: example.assistanceType,
    otherAssistanceTypes: example.otherAssistanceTypes,
    involvesSecurityForces: example.involvesSecurityForces,
  };
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
