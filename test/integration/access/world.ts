import type { Actor } from '#libs/domain';
import { DataSource, PostgresSessions } from '#libs/infrastructure';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { v7 as uuidv7 } from 'uuid';
import type { TestDatabase } from '../../support/database.js';
import { aCaseAtTheOffice, aStaff } from '../../support/office-case.js';
import { aPerson } from '../../support/people.js';

/** Everybody the matrix asks as. The State is Kenya, the office the one in Nairobi that leads for it. */
export const SUBJECTS = {
  anonymous: null,
  'focal point': { role: 'focal-point@KEN' },
  mission: { role: 'permanent-mission@KEN' },
  intake: { role: 'intake-officer@HQ' },
  triage: { role: 'triage-officer@ROEA' },
  'case officer': { role: 'case-officer@ROEA' },
  head: { role: 'office-head@ROEA' },
  adviser: { role: 'due-diligence-adviser@ROEA' },
  'HQ cleared': { role: 'hq-manager', isCleared: true },
  'HQ not cleared': { role: 'hq-manager' },
  auditor: { role: 'auditor' },
  administrator: { role: 'administrator' },
} as const;
export type Subject = keyof typeof SUBJECTS;
export const ALL_SUBJECTS = Object.keys(SUBJECTS) as Subject[];

/**
 * The cases the matrix asks about: one of the State and the office, one of another State with another office, one of the
 * State and the office that is strictly confidential and was begun by a colleague, and one that was never there.
 */
export const CASE_KINDS = ['own', 'foreign', 'restricted', 'absent'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Who may know that there is such a case. What the API answers is held against this, not against our own code. */
export const SEES: Readonly<Record<CaseKind, readonly Subject[]>> = {
  own: [
    'focal point',
    'mission',
    'intake',
    'triage',
    'case officer',
    'head',
    'adviser',
    'HQ cleared',
    'HQ not cleared',
  ],
  foreign: ['intake', 'HQ cleared', 'HQ not cleared'],
  restricted: ['head', 'HQ cleared'],
  absent: [],
};

export interface World {
  readonly people: Readonly<Record<Exclude<Subject, 'anonymous'>, Actor & { readonly email: string }>>;
  readonly cases: Readonly<Record<CaseKind, string>>;
  /** A mandate of the own State and one of another. */
  readonly mandates: Readonly<Record<'own' | 'foreign' | 'absent', string>>;
  /** A session of nobody here: like any other that is not one's own. */
  readonly someId: string;
}

export async function aWorld(api: { readonly app: NestFastifyApplication }, database: TestDatabase): Promise<World> {
  const { dataSource } = database;
  const staff = await aStaff(api, database);
  const [own, foreign, restricted] = [
    await aCaseAtTheOffice(staff),
    await aCaseAtTheOffice(staff),
    await aCaseAtTheOffice(staff),
  ];
  await dataSource.query(`UPDATE cases SET requesting_state = 'ZAF', lead_office = 'ROSAF' WHERE id = $1`, [
    foreign.caseId,
  ]);
  await dataSource.query(`UPDATE cases SET former_offices = '{}' WHERE id = $1`, [foreign.caseId]);
  await dataSource.query(`UPDATE cases SET sensitivity = 'strictly-confidential' WHERE id = $1`, [restricted.caseId]);

  const people: Record<string, Actor & { readonly email: string }> = {};
  for (const [name, subject] of Object.entries(SUBJECTS)) {
    if (subject) people[name] = await aPerson(dataSource, { roles: [subject.role], isCleared: 'isCleared' in subject });
  }
  const aMandate = async (state: string): Promise<string> => {
    const [id, holder] = [uuidv7(), await aPerson(dataSource)];
    await dataSource.query(
      `INSERT INTO role_assignments (id, person_id, role, state_code, grounds, needs_endorsement) VALUES ($1, $2, 'focal-point', $3, 'a note', true)`,
      [id, holder.personId, state],
    );
    return id;
  };
  return {
    people: people as World['people'],
    cases: { own: own.caseId, foreign: foreign.caseId, restricted: restricted.caseId, absent: uuidv7() },
    mandates: { own: await aMandate('KEN'), foreign: await aMandate('ZAF'), absent: uuidv7() },
    someId: uuidv7(),
  };
}

/** A new session that has shown its second factor, so that nothing one call does spoils the next. */
export async function aTokenOf(database: TestDatabase, personId: string): Promise<string> {
  const opened = await new PostgresSessions(database.dataSource).open({
    personId,
    method: 'password',
    secondFactor: 'totp',
    userAgent: 'the matrix',
    source: '198.51.100.1',
    replacesToken: null,
  });
  return opened.token;
}

/** Counts the statements the API sends to the database, in their own words. */
export function listenToStatements(app: NestFastifyApplication): { readonly taken: () => readonly string[] } {
  let heard: string[] = [];
  app.get(DataSource).logger = {
    logQuery: (query: string) => void (isUpkeep(query) || heard.push(query)),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  return {
    taken: () => {
      const taken = heard;
      heard = [];
      return taken;
    },
  };
}

/** Sent now and then, whoever asks what: are the reference data the same, how many requests, whom an open stream tells. */
function isUpkeep(query: string): boolean {
  return ['FROM reference_datasets', 'INTO request_counts', 'p.email AS address'].some((part) => query.includes(part));
}
