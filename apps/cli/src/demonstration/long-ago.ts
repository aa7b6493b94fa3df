import type { ExampleRequest } from '#libs/infrastructure';
import { setTimeout as pause } from 'node:timers/promises';
import type { Imported } from '../imports/import-all.js';
import type { ImportDocument } from '../imports/import-document.js';
import type { Cast } from './cast.js';
import { summaryOf } from './draft-form.js';
import type { Told } from './demonstration.js';
import { StoryStuck } from './stage.js';
import type { Story } from './story.js';

const DAY_MS = 86_400_000;
/** Longer than the sweep of deadlines leaves between two rounds. */
const PATIENCE_MS = 90_000;

/**
 * The one end that takes months: a request whose State did not answer for three times the limit. Time cannot be hurried,
 * so the case comes out of a card index in which it has waited for 120 days; the sweep finds the deadline and lets it lapse.
 */
export async function longAgo(
  cast: Cast,
  example: ExampleRequest,
  importCases: (document: ImportDocument) => Promise<readonly Imported[]>,
): Promise<Told> {
  const now = new Date();
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const story: Story = { example, turns: [], until: 'lapsed' };
  const author = await cast.focalPointOf(example.memberState);
  const desk = await cast.firstOf('intake-officer', {
    requestingState: example.memberState,
    leadOffice: null,
    caseOfficerId: null,
  });
  if (!desk) throw new StoryStuck('there is no demonstration account at the intake desk');
  const { assistanceType, otherAssistanceTypes, beneficiary, involvesSecurityForces } = example;
  const [imported] = await importCases({
    register: 'Card index (illustration)',
    cases: [
      {
        formerReference: `${example.id} of ${now.toISOString()}`,
        requestingState: example.memberState,
        area: example.area,
        urgency: example.urgency,
        request: {
          title: `${example.title} (illustration)`,
          summary: summaryOf(example),
          beneficiary,
          assistanceType,
          otherAssistanceTypes: [...otherAssistanceTypes],
          involvesSecurityForces,
          letter: {
            status: 'attached',
            kind: 'note-verbale',
            number: `Illustration ${example.id}`,
            date: daysAgo(130).toISOString().slice(0, 10),
            signatory: null,
            documentId: null,
          },
        },
        begunAt: daysAgo(130),
        begunBy: author.email,
        acts: [
          { name: 'submit', at: daysAgo(129), by: author.email, input: {} },
          {
            name: 'ask-for-information',
            at: daysAgo(120),
            by: desk.email,
            input: { question: 'Which of the two ministries named in the letter will lead on your side?' },
          },
        ],
      },
    ],
  });
  if (!imported?.id) throw new StoryStuck(`the card of ${example.id} was refused: ${imported?.refused ?? ''}`);

  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    const theCase = await author.caller.read(imported.id);
    if (theCase.state === story.until) return { story, theCase, acts: 4, inventedDocuments: 0 };
    if (Date.now() > giveUpAt) throw new StoryStuck(`${theCase.reference} has not lapsed; is the worker running?`);
    await pause(500);
  }
}
