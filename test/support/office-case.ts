import type { Actor } from '#libs/domain';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { aPerson } from './people.js';
import type { TestDatabase } from './database.js';
import { signedIn } from './signed-in.js';

type Ask = Awaited<ReturnType<typeof signedIn>>;

/** The people a request of Kenya passes through until the office in Nairobi holds it, signed in. */
export interface Staff {
  readonly focalPoint: Ask;
  readonly intakeOfficer: Ask;
  readonly officeHead: Ask;
  readonly caseOfficer: Actor;
}

export async function aStaff(api: { readonly app: NestFastifyApplication }, database: TestDatabase): Promise<Staff> {
  const person = (role: string) => aPerson(database.dataSource, { roles: [role], isCleared: true });
  return {
    focalPoint: await signedIn(api, database, await person('focal-point@KEN')),
    intakeOfficer: await signedIn(api, database, await person('intake-officer@HQ')),
    officeHead: await signedIn(api, database, await person('office-head@ROEA')),
    caseOfficer: await person('case-officer@ROEA'),
  };
}

/** Performs an act on a case in whatever version it is, and fails loudly if it is refused. */
export async function act(ask: Ask, caseId: string, name: string, input: object = {}): Promise<void> {
  const etag = (await ask('GET', `/cases/${caseId}`)).headers['etag'];
  const answer = await ask(
    'POST',
    `/cases/${caseId}/transitions`,
    { name, input },
    { headers: { 'if-match': String(etag) } },
  );
  if (answer.statusCode >= 300) throw new Error(`${name} was refused: ${answer.body}`);
}

/** A request that has come to the office in Nairobi and waits for a case officer to be named. */
export async function aCaseAtTheOffice(staff: Staff): Promise<{ readonly caseId: string; readonly reference: string }> {
  const begun = await staff.focalPoint('POST', '/cases', {
    requestingState: 'KEN',
    area: 'ROL',
    urgency: 'routine',
    request: {
      title: 'Training of prosecutors',
      summary: 'The State asks for a course on the conduct of investigations.',
      beneficiary: 'Office of the Director of Public Prosecutions',
      assistanceType: 'TRAIN',
      involvesSecurityForces: false,
      letter: { status: 'attached', kind: 'note-verbale', date: '2026-01-15' },
    },
  });
  const { id: caseId, reference } = begun.json<{ id: string; reference: string }>();
  await act(staff.focalPoint, caseId, 'submit', { sectors: ['prosecution'] });
  await act(staff.intakeOfficer, caseId, 'authenticate-and-register', {
    authority: 'ministry-of-foreign-affairs',
    office: 'Treaties section',
  });
  await act(staff.intakeOfficer, caseId, 'assign-office');
  return { caseId, reference };
}
