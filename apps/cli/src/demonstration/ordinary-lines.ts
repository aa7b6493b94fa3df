import type { ExampleRequest } from '#libs/infrastructure';
import type { ActInput } from '#libs/workflow';

const DAY_MS = 86_400_000;

/**
 * What people fill in where a story says nothing special, by act and field. A field that the form does not have is not
 * sent; one that the form has and that is missing here is filled by its type.
 */
export function ordinaryLines(act: string, example: ExampleRequest, now: Date): ActInput {
  const { title, beneficiary, urgency } = example;
  const onDay = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
  const cost = urgency === 'routine' ? '120000.00' : '185000.00';

  switch (act) {
    case 'submit':
      return {
        covers: ['firearms', 'ammunition'],
        affectedCoast: 'The coast named in the request',
        mutualLegalAssistance: 'central-authority',
        sectors: ['prisons', 'courts'],
      };
    case 'authenticate-and-register':
      return { authority: 'permanent-mission', office: 'Permanent Mission to the United Nations, Vienna' };
    case 'assign-office':
      return { basis: 'coverage-table' };
    case 'accept':
      return {
        comments: 'Within the mandate, and the means can be found.',
        // Nothing is said of the State's real standing: that would have to be looked up.
        standardBody: 'no-recommendation',
        instruments: [{ instrument: 'Named for illustration; not looked up', standing: 'not-party' }],
      };
    case 'consult-global-programme':
    case 'consult-executive-directorate':
      return { question: 'Is anything under way with this State that the answer should fit in with?' };
    case 'record-programme-advice':
    case 'record-directorate-advice':
      return { adviser: 'Desk for the region', advice: 'Nothing stands in the way; please keep us informed.' };
    case 'require-full-assessment':
      return { findings: 'Security forces are the main recipients; the preliminary assessment is not enough.' };
    case 'clear-due-diligence':
      return { findings: 'No risk was found that would stand in the way.' };
    case 'clear-with-measures':
      return {
        findings: 'A risk that can be lowered: participants are chosen by the authorities alone.',
        measures: ['Vetting of all participants', 'A module on human rights in every course'],
      };
    case 'renew-due-diligence':
      return { reason: 'The assistance was suspended.' };
    case 'send-plan':
      return {
        objective: `${beneficiary}: ${title.charAt(0).toLowerCase()}${title.slice(1)}.`,
        outputs: outputsOf(example).map((output) => ({ title: output })),
        startsOn: onDay(14),
        endsOn: onDay(240),
        silenceAnnounced: false,
        lawEnforcementPart: 'Evidence handed over by navies; care of suspects until the trial.',
        judicialPart: 'Prosecutors, judges and defence; witnesses who have to travel.',
      };
    case 'agree-plan':
      return { comments: 'Agreed.' };
    case 'confirm-funds':
      return { amount: { amount: cost, currency: 'USD' }, source: 'Voluntary contributions, earmarked for the theme' };
    case 'file-progress-note':
      return { note: 'The first part has been delivered and the counterpart is content with it.' };
    case 'record-hand-over':
      return {
        items: [{ description: 'Marking machine with its register', quantity: 2 }],
        receivedBy: beneficiary.slice(0, 200),
      };
    case 'complete-delivery':
      return { outputs: outputsOf(example).map((output) => ({ title: output, status: 'delivered' })) };
    case 'submit-closure-report':
      return {
        results: `What was planned has been delivered to the counterpart (${beneficiary}).`,
        lessons: 'Agree the dates of missions before the plan is sent.',
        cost: { amount: cost, currency: 'USD' },
      };
    case 'confirm-closure':
      return { satisfaction: 'satisfied', comments: 'With thanks to all who took part.' };
    case 'hold':
      return { reviewOn: onDay(30) };
    case 'reopen':
      return { sameNeed: true };
    default:
      return {};
  }
}

/** What the plan promises, by the kind of assistance that was asked for. */
function outputsOf({ assistanceType, otherAssistanceTypes }: ExampleRequest): readonly string[] {
  return [assistanceType, ...otherAssistanceTypes].map((type) => OUTPUTS[type] ?? `Assistance of the kind ${type}`);
}

const OUTPUTS: Readonly<Record<string, string>> = {
  'LEG-DRAFT': 'A draft law with an explanatory note',
  TREATY: 'A seminar for parliament on the treaty',
  NEEDS: 'A report on needs and gaps',
  TRAIN: 'Two training courses',
  EQUIP: 'Equipment, handed over with a record',
  CASEWORK: 'Advisers at work beside the national officials',
  EXPERT: 'A mission of experts',
  INSTIT: 'A plan for the institution, begun',
  STRATEGY: 'A national strategy, ready for adoption',
  DATA: 'A system for collecting data, in use',
  TTX: 'A table-top exercise',
};
