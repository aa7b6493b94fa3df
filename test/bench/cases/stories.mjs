/**
 * Who acts, which act, and what they fill in.
 * @typedef {readonly [who: 'state' | 'intake' | 'head' | 'officer' | 'manager', act: string, input?: object]} Step
 */

const DAY_MS = 86_400_000;
const day = (/** @type {number} */ fromToday) => new Date(Date.now() + fromToday * DAY_MS).toISOString().slice(0, 10);

const OUTPUT = { title: 'A draft bill in line with the Protocol, discussed with ministries and the bar' };
const EXPLANATION =
  'The office has looked at what the State already receives, at the means it has itself this year, and at what other providers plan in the country.';

/** @type {readonly Step[]} */
const toRegistration = [
  ['state', 'submit'],
  [
    'intake',
    'authenticate-and-register',
    { authority: 'ministry-of-foreign-affairs', office: 'Treaties and legal affairs' },
  ],
];
/** @type {readonly Step[]} */
const toAssignment = [...toRegistration, ['intake', 'assign-office']];
/** @type {readonly Step[]} */
const toTriage = [...toAssignment, ['head', 'name-case-officer', { officer: 'OFFICER' }]];
/** @type {readonly Step[]} */
const toAcceptance = [...toTriage, ['head', 'accept']];
/** @type {readonly Step[]} */
const toPlanning = [
  ...toAcceptance,
  ['officer', 'start-plan'],
  [
    'officer',
    'send-plan',
    {
      objective: EXPLANATION,
      outputs: [OUTPUT],
      startsOn: day(7),
      endsOn: day(200),
      silenceAnnounced: false,
      migrantSafeguards: EXPLANATION,
    },
  ],
];
/** @type {readonly Step[]} */
const toAgreement = [
  ...toPlanning,
  ['state', 'agree-plan'],
  ['head', 'agree-plan'],
  ['head', 'confirm-funds', { amount: { amount: '125000.00', currency: 'USD' }, source: 'Trust fund' }],
];
/** @type {readonly Step[]} */
const toDelivery = [...toAgreement, ['officer', 'start-delivery']];
/** @type {readonly Step[]} */
const toDelivered = [
  ...toDelivery,
  ['officer', 'complete-delivery', { outputs: [{ ...OUTPUT, status: 'delivered' }] }],
];
/** @type {readonly Step[]} */
const toReport = [
  ...toDelivered,
  [
    'officer',
    'submit-closure-report',
    { results: EXPLANATION, lessons: EXPLANATION, cost: { amount: '118000.00', currency: 'USD' } },
  ],
];

/** @param {string} reason */
const because = (reason) => ({ reason, explanation: EXPLANATION });

/**
 * How a case comes to stand in each state, and which part in ten thousand of all cases stand there: after five years
 * seven of ten are over.
 * @type {Readonly<Record<string, { readonly share: number, readonly steps: readonly Step[] }>>}
 */
export const STORIES = {
  draft: { share: 200, steps: [] },
  submitted: { share: 100, steps: toRegistration.slice(0, 1) },
  acknowledged: { share: 100, steps: toRegistration },
  assigned: { share: 150, steps: toAssignment },
  triage: { share: 300, steps: toTriage },
  'info-requested': {
    share: 250,
    steps: [
      ...toTriage,
      ['officer', 'ask-for-information', { question: 'Which authority will take the results over?' }],
    ],
  },
  'hq-review': { share: 100, steps: [...toTriage, ['head', 'escalate', { ground: 'no-funds' }]] },
  accepted: { share: 150, steps: toAcceptance },
  planning: { share: 500, steps: toPlanning },
  'plan-agreed': { share: 200, steps: toAgreement },
  'on-hold': { share: 100, steps: [...toPlanning, ['head', 'hold', { ...because('funds'), reviewOn: day(60) }]] },
  delivery: { share: 600, steps: toDelivery },
  suspended: { share: 50, steps: [...toDelivery, ['head', 'suspend', because('security')]] },
  delivered: { share: 100, steps: toDelivered },
  'closure-review': { share: 100, steps: toReport },
  closed: {
    share: 5_200,
    steps: [...toReport, ['state', 'confirm-closure', { satisfaction: 'satisfied' }], ['head', 'close']],
  },
  declined: { share: 600, steps: [...toTriage, ['manager', 'decline', because('no-means')]] },
  referred: {
    share: 400,
    steps: [
      ...toTriage,
      ['state', 'consent-to-referral', { scope: 'request-only' }],
      ['manager', 'refer', { provider: 'CTED' }],
    ],
  },
  withdrawn: { share: 800, steps: [...toTriage, ['state', 'withdraw', { reason: EXPLANATION.slice(0, 60) }]] },
};

/** What a State writes, about as long as it writes. */
export const A_REQUEST = {
  title: 'Review of the law against the smuggling of migrants',
  summary: `${'The Government is revising its law and asks for a gap analysis against the Protocol, a draft bill in the working language, and two round tables with ministries, courts and the bar. '.repeat(5)}It has appointed a drafting committee.`,
  beneficiary: 'Ministry of Justice, Department of Legislation',
  assistanceType: 'LEG-DRAFT',
  involvesSecurityForces: false,
  letter: {
    status: 'attached',
    kind: 'note-verbale',
    number: 'MFA/VIE/0417',
    date: day(-3),
    signatory: 'Permanent Mission',
  },
};
