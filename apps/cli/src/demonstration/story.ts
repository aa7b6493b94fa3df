import type { ExampleRequest } from '#libs/infrastructure';
import type { ActInput } from '#libs/workflow';
import type { PlayedRole } from './cast.js';

/** Something that happens when the case first stands in a state, before it goes its ordinary way. */
export interface Turn {
  /** The state of the case at which the turn comes. */
  readonly at: string;
  readonly by: PlayedRole;
  readonly does: string;
  /** What is filled in; the rest of the form is filled from the ordinary lines. */
  readonly with?: ActInput;
}

/** How one request fares: what happens beside the ordinary way, and where it is left. */
export interface Story {
  readonly example: ExampleRequest;
  /** Chosen where several acts would settle what is missing. */
  readonly prefers?: readonly string[];
  readonly turns: readonly Turn[];
  /** The state in which the story leaves the case, once every turn has come. */
  readonly until: string;
  /** The official letter follows later; taken for emergencies only. */
  readonly emergency?: boolean;
}

type Plot = Partial<Omit<Story, 'example'>>;

const ask = (at: string, by: PlayedRole, question: string): Turn => ({
  at,
  by,
  does: 'ask-for-information',
  with: { question },
});
const answer = (text: string): Turn => ({
  at: 'info-requested',
  by: 'focal-point',
  does: 'answer',
  with: { answer: text },
});
const PROGRESS: Turn = { at: 'delivery', by: 'case-officer', does: 'file-progress-note' };

/** All twenty requests go to closure; these meet something on the way. What happens is invented. */
const TO_CLOSURE: Readonly<Record<string, Plot>> = {
  'EX-02': {
    turns: [
      {
        at: 'triage',
        by: 'office-head',
        does: 'escalate',
        with: {
          ground: 'above-delegation',
          explanation: 'The amount asked for is more than the office may commit alone.',
        },
      },
      {
        at: 'hq-review',
        by: 'hq-manager',
        does: 'accept',
        with: { comments: 'Within the mandate; to be delivered in two phases.' },
      },
    ],
  },
  'EX-03': {
    turns: [
      {
        at: 'closed',
        by: 'hq-manager',
        does: 'reopen',
        with: { reason: 'Parliament asked for changes to the draft before its second reading.', sameNeed: true },
      },
    ],
  },
  'EX-04': {
    prefers: ['clear-with-measures'],
    turns: [
      ask(
        'triage',
        'case-officer',
        'Which weapons are to be marked first, those of the State or those that were seized?',
      ),
      answer(
        'Those of the national police first, about 4 000 pieces, then what was seized. A list by depot can be sent.',
      ),
      {
        at: 'planning',
        by: 'office-head',
        does: 'hold',
        with: {
          reason: 'funds',
          explanation: 'The donor decides in the coming weeks whether the second machine is paid for.',
        },
      },
      {
        at: 'on-hold',
        by: 'office-head',
        does: 'resume',
        with: { comments: 'The donor has agreed to both machines.' },
      },
      { at: 'planning', by: 'case-officer', does: 'send-plan' },
      {
        at: 'planning',
        by: 'focal-point',
        does: 'revise-plan',
        with: { reason: 'The course should be held in French, and in the capital.' },
      },
      PROGRESS,
      {
        at: 'closure-review',
        by: 'focal-point',
        does: 'return-report',
        with: { comments: 'The report should name the depots in which the machines now stand.' },
      },
    ],
  },
  'EX-05': {
    prefers: ['require-full-assessment', 'clear-with-measures', 'renew-due-diligence'],
    turns: [
      PROGRESS,
      {
        at: 'delivery',
        by: 'office-head',
        does: 'suspend',
        with: { reason: 'security', explanation: 'The advisers could not reach the prison for three weeks.' },
      },
      {
        at: 'suspended',
        by: 'hq-manager',
        does: 'resume',
        with: { causeRemoved: 'Access is open again and the security desk has cleared the missions.' },
      },
    ],
  },
  'EX-06': {
    turns: [
      ask('submitted', 'intake-officer', 'Please name the prosecutor with whom the review of the law can be arranged.'),
      answer('The Deputy Director of Public Prosecutions is the contact for all of it.'),
    ],
  },
  'EX-09': {
    turns: [
      {
        at: 'triage',
        by: 'office-head',
        does: 'reassign',
        with: { reason: 'officer-unavailable', explanation: 'The officer named is on mission until the new year.' },
      },
    ],
  },
  'EX-10': {
    turns: [
      { at: 'planning', by: 'case-officer', does: 'send-plan' },
      {
        at: 'planning',
        by: 'focal-point',
        does: 'revise-plan',
        with: { reason: 'The energy sector should come before transport.' },
      },
    ],
  },
  'EX-14': {
    turns: [
      {
        at: 'closure-review',
        by: 'focal-point',
        does: 'return-report',
        with: { comments: 'The second round of training is missing from the report.' },
      },
    ],
  },
  'EX-17': { turns: [PROGRESS] },
};

/** The same requests told with another end, so that nothing is said of States that no source says. */
const OTHER_ENDS: readonly (Plot & { readonly of: string })[] = [
  {
    of: 'EX-12',
    until: 'declined',
    turns: [
      {
        at: 'triage',
        by: 'office-head',
        does: 'propose-refusal',
        with: {
          reason: 'covered-elsewhere',
          explanation: 'A regional programme already pays for the same database in the coming year.',
        },
      },
      { at: 'triage', by: 'office-head', does: 'escalate', with: { ground: 'refusal-proposed' } },
      {
        at: 'hq-review',
        by: 'hq-manager',
        does: 'decline',
        with: {
          reason: 'covered-elsewhere',
          explanation: 'The regional programme covers the need; it has been told of the request.',
        },
      },
    ],
  },
  {
    of: 'EX-18',
    until: 'referred',
    turns: [
      {
        at: 'triage',
        by: 'case-officer',
        does: 'ask-referral-consent',
        with: { provider: 'UNESCO', reason: 'Picture guides are made by the organisation in charge of culture.' },
      },
      { at: 'triage', by: 'focal-point', does: 'consent-to-referral', with: { scope: 'request-only' } },
      { at: 'triage', by: 'hq-manager', does: 'refer', with: { provider: 'UNESCO' } },
    ],
  },
  {
    of: 'EX-11',
    until: 'withdrawn',
    turns: [
      {
        at: 'planning',
        by: 'focal-point',
        does: 'withdraw',
        with: { reason: 'The Ministry will do this with its own means.' },
      },
    ],
  },
  {
    of: 'EX-13',
    until: 'info-requested',
    turns: [
      ask('triage', 'case-officer', 'In which form do the police keep their records today, on paper or in a database?'),
      { at: 'info-requested', by: 'case-officer', does: 'remind' },
    ],
  },
  { of: 'EX-10', until: 'triage', emergency: true, turns: [] },
  {
    of: 'EX-20',
    until: 'on-hold',
    turns: [
      {
        at: 'accepted',
        by: 'office-head',
        does: 'hold',
        with: { reason: 'access', explanation: 'The wing of the prison is being rebuilt.' },
      },
    ],
  },
];

/** Every example to closure, then a few with another end. */
export function storiesOf(examples: readonly ExampleRequest[]): readonly Story[] {
  const told = new Map(examples.map((example) => [example.id, example]));
  const others = OTHER_ENDS.flatMap(({ of, ...plot }) => {
    const example = told.get(of);
    return example ? [storyOf(example, plot)] : [];
  });
  return [...examples.map((example) => storyOf(example, TO_CLOSURE[example.id] ?? {})), ...others];
}

function storyOf(example: ExampleRequest, plot: Plot): Story {
  return { example, turns: [], until: 'closed', ...plot };
}
