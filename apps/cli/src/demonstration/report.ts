import { caseTable } from './case-table.js';
import type { Cast } from './cast.js';
import type { Told } from './demonstration.js';
import { holderName } from './holder-name.js';
import { ballHeld, timeLine } from './time-line.js';

const NOTE = [
  'Illustrations. The requests are retold from public stories and reports; they name real States and say nothing',
  'about what these ask for today. The people, their letters and what becomes of the cases are invented.',
];

/** What a demonstration shows at its end: every case in a table, and one of them from its first line to its last. */
export async function report(
  told: readonly Told[],
  howMany: number,
  cast: Cast,
  mailAt: string | null,
): Promise<readonly string[]> {
  const eventful = [...told].sort((a, b) => b.acts - a.acts)[0];
  if (!eventful) return [];
  const { theCase, story } = eventful;
  const { caller } = await cast.focalPointOf(theCase.requestingState);
  const states = new Map((await caller.memberStates()).map(({ code, name }) => [code, name]));
  const areas = new Map((await caller.areas()).map(({ code, name }) => [code, name]));
  const history = await caller.history(theCase.id);
  const people = await cast.names();
  const held = [...ballHeld(history)].map(([holder, ms]) => `${holderName(holder)} ${(ms / 1_000).toFixed(1)} s`);
  const acts = sumOf(told, (one) => one.acts);
  const documents = sumOf(told, (one) => one.inventedDocuments);

  return [
    '',
    ...NOTE,
    '',
    ...caseTable(
      told.map((one) => one.theCase),
      { state: (code) => states.get(code) ?? code },
      new Date(),
    ),
    '',
    `${told.length} cases, ${acts} acts by ${howMany} people.`,
    ...(told.some(({ story: { until } }) => until === 'lapsed')
      ? [
          'A case lapses when its State has not answered for three times the limit. No time was passed off as gone by: that one',
          'was imported from a card index in which it had waited for 120 days, and the sweep of deadlines did the rest.',
        ]
      : ['No case lapsed: that takes three times the limit for the State’s answer, and time cannot be hurried.']),
    ...(documents > 0 ? [`Documents cannot be handed in yet: ${documents} of them are made-up numbers.`] : []),
    '',
    `The time line of ${theCase.reference}`,
    `${story.example.title}: ${states.get(theCase.requestingState) ?? ''}, ${(areas.get(theCase.area) ?? theCase.area).toLowerCase()}`,
    '',
    ...timeLine(history, (id) => people.get(id)),
    '',
    `The ball was with ${held.join(', with ')}.`,
    ...(mailAt === null
      ? []
      : [`The letters about it are among those in ${mailAt}; each has [${theCase.reference}] in its subject.`]),
  ];
}

function sumOf(told: readonly Told[], figure: (one: Told) => number): number {
  return told.reduce((sum, one) => sum + figure(one), 0);
}
