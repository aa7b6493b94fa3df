import { HEADQUARTERS, type HeldRole, type NewPerson } from '#libs/domain';

/** The one password of all demonstration accounts. It is printed for everybody to see and exists only in the embedded mode. */
export const DEMONSTRATION_PASSWORD = 'upon-request';

export type DemonstrationAccount = Omit<NewPerson, 'passwordHash'>;

/** States of the example requests, then a few more, with the official language and the zone their people work in. */
const STATES = [
  { code: 'BGD', name: 'Bangladesh', language: 'en', timeZone: 'Asia/Dhaka' },
  { code: 'BWA', name: 'Botswana', language: 'en', timeZone: 'Africa/Gaborone' },
  { code: 'CAF', name: 'Central African Republic', language: 'fr', timeZone: 'Africa/Bangui' },
  { code: 'ECU', name: 'Ecuador', language: 'es', timeZone: 'America/Guayaquil' },
  { code: 'FJI', name: 'Fiji', language: 'en', timeZone: 'Pacific/Fiji' },
  { code: 'GHA', name: 'Ghana', language: 'en', timeZone: 'Africa/Accra' },
  { code: 'GTM', name: 'Guatemala', language: 'es', timeZone: 'America/Guatemala' },
  { code: 'KEN', name: 'Kenya', language: 'en', timeZone: 'Africa/Nairobi' },
  { code: 'KGZ', name: 'Kyrgyzstan', language: 'ru', timeZone: 'Asia/Bishkek' },
  { code: 'LSO', name: 'Lesotho', language: 'en', timeZone: 'Africa/Maseru' },
  { code: 'MDG', name: 'Madagascar', language: 'fr', timeZone: 'Indian/Antananarivo' },
  { code: 'MLI', name: 'Mali', language: 'fr', timeZone: 'Africa/Bamako' },
  { code: 'MNG', name: 'Mongolia', language: 'en', timeZone: 'Asia/Ulaanbaatar' },
  { code: 'MWI', name: 'Malawi', language: 'en', timeZone: 'Africa/Blantyre' },
  { code: 'NER', name: 'Niger', language: 'fr', timeZone: 'Africa/Niamey' },
  { code: 'SLV', name: 'El Salvador', language: 'es', timeZone: 'America/El_Salvador' },
  { code: 'SYC', name: 'Seychelles', language: 'fr', timeZone: 'Indian/Mahe' },
  { code: 'ZAF', name: 'South Africa', language: 'en', timeZone: 'Africa/Johannesburg' },
  { code: 'ZMB', name: 'Zambia', language: 'en', timeZone: 'Africa/Lusaka' },
  { code: 'JOR', name: 'Jordan', language: 'ar', timeZone: 'Asia/Amman' },
  { code: 'NPL', name: 'Nepal', language: 'en', timeZone: 'Asia/Kathmandu' },
  { code: 'PRY', name: 'Paraguay', language: 'es', timeZone: 'America/Asuncion' },
] as const;

/** Offices that lead the States above. */
const OFFICES = [
  { code: 'ROEA', timeZone: 'Africa/Nairobi', language: 'en' },
  { code: 'ROSAF', timeZone: 'Africa/Johannesburg', language: 'en' },
  { code: 'ROSEN', timeZone: 'Africa/Dakar', language: 'fr' },
  { code: 'ROMENA', timeZone: 'Africa/Cairo', language: 'ar' },
  { code: 'ROCA', timeZone: 'Asia/Tashkent', language: 'ru' },
  { code: 'ROSA', timeZone: 'Asia/Kolkata', language: 'en' },
  { code: 'ROSEAP', timeZone: 'Asia/Bangkok', language: 'en' },
  { code: 'ROPAN', timeZone: 'America/Panama', language: 'es' },
  { code: 'ROCOL', timeZone: 'America/Bogota', language: 'es' },
] as const;

const OFFICE_POSTS = [
  { address: 'head', role: 'office-head', title: 'Head', isCleared: false },
  // Cleared: somebody beside the head has to triage strictly confidential requests. Case officers come to know by being named.
  { address: 'triage', role: 'triage-officer', title: 'Triage officer', isCleared: true },
  { address: 'officer-1', role: 'case-officer', title: 'Case officer 1', isCleared: false },
  { address: 'officer-2', role: 'case-officer', title: 'Case officer 2', isCleared: false },
] as const;

const HEADQUARTERS_POSTS = [
  { address: 'intake-1.hq', role: 'intake-officer', title: 'Intake officer 1', office: HEADQUARTERS, isCleared: true },
  { address: 'intake-2.hq', role: 'intake-officer', title: 'Intake officer 2', office: HEADQUARTERS, isCleared: false },
  {
    address: 'adviser.hq',
    role: 'due-diligence-adviser',
    title: 'Due diligence adviser',
    office: null,
    isCleared: true,
  },
  // Two managers who are cleared: a decision on a strictly confidential case may need four eyes too.
  { address: 'manager-1.hq', role: 'hq-manager', title: 'Manager 1', office: null, isCleared: true },
  { address: 'manager-2.hq', role: 'hq-manager', title: 'Manager 2', office: null, isCleared: true },
  { address: 'manager-3.hq', role: 'hq-manager', title: 'Manager 3', office: null, isCleared: false },
  { address: 'auditor.hq', role: 'auditor', title: 'Auditor', office: null, isCleared: false },
  { address: 'administrator.hq', role: 'administrator', title: 'Administrator', office: null, isCleared: false },
] as const;

/** People to try the system with: every part of the example requests can be played. Invented, like their addresses. */
export function demonstrationAccounts(): readonly DemonstrationAccount[] {
  return [
    ...STATES.flatMap(({ code, name, language, timeZone }) => [
      account(`focal-point.${code}`, `Focal point, ${name}`, { language, timeZone }, ofState('focal-point', code)),
      account(
        `mission.${code}`,
        `Permanent Mission, ${name}`,
        { language, timeZone: 'Europe/Vienna' },
        ofState('permanent-mission', code),
      ),
    ]),
    ...OFFICES.flatMap(({ code, language, timeZone }) =>
      OFFICE_POSTS.map(({ address, role, title, isCleared }) =>
        account(`${address}.${code}`, `${title}, ${code}`, { language, timeZone, isCleared }, ofOffice(role, code)),
      ),
    ),
    ...HEADQUARTERS_POSTS.map(({ address, role, title, office, isCleared }) =>
      account(
        address,
        `${title}, Headquarters`,
        { language: 'en', timeZone: 'Europe/Vienna', isCleared },
        ofOffice(role, office),
      ),
    ),
  ];
}

function account(
  address: string,
  displayName: string,
  person: Pick<NewPerson, 'language' | 'timeZone'> & { readonly isCleared?: boolean },
  role: HeldRole,
): DemonstrationAccount {
  return { email: `${address.toLowerCase()}@demo.example`, displayName, isCleared: false, ...person, roles: [role] };
}

function ofState(role: string, stateCode: string): HeldRole {
  return { role, stateCode, officeCode: null };
}

function ofOffice(role: string, officeCode: string | null): HeldRole {
  return { role, stateCode: null, officeCode };
}
