import type { CaseFacts } from '#libs/domain';
import type { FieldDefinition, Guard, GuardQuestion, GuardRefusal } from '#libs/workflow';

type Question = GuardQuestion<CaseFacts>;
type Answer = true | GuardRefusal;

/** A draft may be incomplete; a submitted request may not. */
function mandatoryFieldsComplete({ facts: { request } }: Question): Answer {
  const absent = (['title', 'summary', 'beneficiary', 'assistanceType'] as const).filter(
    (field) => request[field].trim() === '',
  );
  const fields = request.involvesSecurityForces === null ? [...absent, 'involvesSecurityForces'] : absent;
  return fields.length === 0 || { missing: 'mandatory-fields', details: { fields } };
}

/** The official letter is there, or, because the matter is an emergency, it may follow. */
function letterAttachedOrPromised({ facts: { request, urgency } }: Question): Answer {
  if (request.letter?.status === 'attached') return true;
  if (urgency !== 'emergency') return { missing: 'letter' };
  return request.letter?.status === 'promised' || { missing: 'letter-or-promise' };
}

function letterAttached({ facts: { request } }: Question): Answer {
  return request.letter?.status === 'attached' || { missing: 'letter' };
}

/** The sender can bind the State for this purpose, or the Permanent Mission has said that the request is the State's. */
function senderEntitledOrConfirmed({ input, snapshot }: Question, { entitled, confirmedBy }: Params): Answer {
  if (input === undefined || listed(entitled).includes(input.authority)) return true;
  const gate = String(confirmedBy);
  return snapshot.gates[gate] === 'confirmed' || { missing: 'entitled-sender', settledBy: ['confirm-authenticity'] };
}

/** The office is the one of the coverage table; another one needs a reason, which the form asks for. */
function officeFromCoverage({ facts: { coverageOffice }, input }: Question): Answer {
  if (input?.basis !== 'coverage-table' || input.office === coverageOffice) return true;
  return { missing: 'coverage-office', details: { coverageOffice } };
}

/** What can be checked of the ground given: the rest is for the person who escalates to explain. */
function groundForEscalation({ facts, input, snapshot }: Question): Answer {
  switch (input?.ground) {
    case 'refusal-proposed':
      return snapshot.gates.refusal === 'proposed' || { missing: 'refusal-proposal', settledBy: ['propose-refusal'] };
    case 'sensitivity':
      return facts.sensitivity !== 'unclassified' || { missing: 'sensitivity', settledBy: ['classify'] };
    default:
      return true;
  }
}

/** Silence agrees only if the letter that sent the plan said so, and only once the last day for objections is over everywhere. */
function silenceAnnouncedAndOver({ facts: { established }, now }: Question): Answer {
  const { plan } = established;
  if (!plan?.silenceAnnounced || plan.silenceEndsOn === undefined) {
    return { missing: 'announced-silence-procedure', settledBy: ['send-plan'] };
  }
  const isOver = now >= endOfDayEverywhere(plan.silenceEndsOn);
  return isOver || { missing: 'end-of-silence', details: { silenceEndsOn: plan.silenceEndsOn } };
}

/** An assessment speaks of the security forces as they were; after some months it has to be made anew. */
function dueDiligenceStillValid({ facts: { established }, snapshot, now }: Question, { months }: Params): Answer {
  if (snapshot.gates['due-diligence'] === 'not-required') return true;
  const assessedAt = established.dueDiligence?.at;
  const isValid = assessedAt !== undefined && now <= monthsAfter(Date.parse(assessedAt), Number(months));
  return (
    isValid || {
      missing: 'valid-due-diligence',
      details: { assessedAt: assessedAt ?? null },
      settledBy: ['renew-due-diligence'],
    }
  );
}

function securityForcesInvolved({ facts: { request } }: Question): Answer {
  return request.involvesSecurityForces === true || { missing: 'security-forces' };
}

/** Every output of the agreed plan is reported as delivered or cancelled (with a reason, which the form asks for). */
function outputsReported({ facts: { established }, input }: Question): Answer {
  return input === undefined || accountsFor(established.plan?.outputs, input.outputs);
}

/** A closure report speaks of every output the plan promised. */
function closureReportComplete({ facts: { established } }: Question): Answer {
  return accountsFor(established.plan?.outputs, established.outputs?.outputs);
}

/** A case that ended long ago is answered with a new request. */
function endedWithin({ facts: { closedAt }, now }: Question, { months }: Params): Answer {
  const isRecent = closedAt !== null && now <= monthsAfter(closedAt, Number(months));
  return isRecent || { missing: 'recent-end', details: { months: Number(months) } };
}

/** A yes is asked for, and a no ends it; `missing` says in a code what the no means. */
function affirmed({ input }: Question, { field, missing }: Params): Answer {
  return input === undefined || input[String(field)] === true || { missing: String(missing) };
}

/** Equipment or software is among what is asked for. */
function equipmentIncluded({ facts: { request } }: Question): Answer {
  return [request.assistanceType, ...request.otherAssistanceTypes].includes('EQUIP') || { missing: 'equipment' };
}

/** The questions definitions may ask, by the names they ask them under. */
export const guards = {
  'mandatory-fields-complete': mandatoryFieldsComplete,
  'letter-attached-or-promised': letterAttachedOrPromised,
  'letter-attached': letterAttached,
  'sender-entitled-or-confirmed': senderEntitledOrConfirmed,
  'office-from-coverage': officeFromCoverage,
  'ground-for-escalation': groundForEscalation,
  'silence-announced-and-over': silenceAnnouncedAndOver,
  'due-diligence-still-valid': dueDiligenceStillValid,
  'security-forces-involved': securityForcesInvolved,
  'outputs-reported': outputsReported,
  'closure-report-complete': closureReportComplete,
  'ended-within': endedWithin,
  affirmed,
  'equipment-included': equipmentIncluded,
} satisfies Record<string, Guard<CaseFacts>>;

export type CaseGuard = keyof typeof guards;

const months: FieldDefinition = { name: 'months', type: 'number', integer: true, min: 1, max: 120, required: true };

/** The parameters of the guards that take some. */
export const guardParams: Partial<Record<CaseGuard, readonly FieldDefinition[]>> = {
  'sender-entitled-or-confirmed': [
    {
      name: 'entitled',
      type: 'list',
      of: { name: 'authority', type: 'text', maxLength: 60 },
      minItems: 1,
      maxItems: 30,
      required: true,
    },
    { name: 'confirmedBy', type: 'text', maxLength: 60, required: true },
  ],
  'due-diligence-still-valid': [months],
  'ended-within': [months],
  affirmed: [
    { name: 'field', type: 'text', maxLength: 60, required: true },
    { name: 'missing', type: 'text', maxLength: 60, required: true },
  ],
};

type Params = Parameters<Guard<CaseFacts>>[1];

function listed(value: Params[string] | undefined): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function accountsFor(planned: readonly { readonly title: string }[] | undefined, reported: unknown): Answer {
  const titles = new Set(
    (Array.isArray(reported) ? reported : []).map((output: { readonly title?: unknown }) => output.title),
  );
  const absent = (planned ?? []).map(({ title }) => title).filter((title) => !titles.has(title));
  return absent.length === 0 || { missing: 'outputs', details: { outputs: absent } };
}

/** The instant at which a calendar date has ended in every time zone: noon UTC of the day after (UTC−12). */
function endOfDayEverywhere(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) + 36 * 3_600_000;
}

/** The same day of the month so many months later, or the last day of a shorter month. */
function monthsAfter(instant: number, months: number): number {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
