import type { CaseKind, Subject, World } from './world.js';

/**
 * What an operation answers. `answered` is anything but 401, 403, 404 and our own failure: for rows that hold several
 * operations at once, or whose answer depends on more than on who asks.
 */
export type Status = number | 'answered';

export type Expected =
  /** No session needed; a session changes nothing. */
  | { readonly publicly: Status }
  /** Everybody who has signed in. */
  | { readonly signedIn: Status }
  /** Those named; others who have signed in are refused (403). */
  | { readonly only: readonly Subject[]; readonly answers: Status }
  /**
   * About a case: 404 for whom it does not exist (`SEES`), before that 403 for those whom `only` leaves out, whatever the
   * case. `but` where the answer depends on the role.
   */
  | {
      readonly onCase: Status;
      readonly only?: readonly Subject[];
      readonly but?: Readonly<Partial<Record<Subject, Status>>>;
    }
  /** Anything else, subject by subject; whoever is not named gets `others`. */
  | { readonly each: Readonly<Partial<Record<Subject, Status>>>; readonly others: Status };

export interface Row {
  /** An operation as the API document names it; `*` stands for the rest of an address, where a whole family is alike. */
  readonly operation: string;
  readonly expected: Expected;
  /** How to call it: as well formed as it takes to get past the form, and changing as little as can be. */
  readonly call?: {
    readonly params?: (world: World, kind: CaseKind) => Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
    readonly query?: string;
  };
  /** The answer has no end: it is left once it has begun. */
  readonly isEndless?: boolean;
  /** Where one operation takes several rows. */
  readonly variant?: string;
}

const ON_CASES: readonly Subject[] = [
  'focal point',
  'mission',
  'intake',
  'triage',
  'case officer',
  'head',
  'adviser',
  'HQ cleared',
  'HQ not cleared',
];
const STAFF = ON_CASES.filter((subject) => !['focal point', 'mission'].includes(subject));
const OF_OFFICES: readonly Subject[] = ['intake', 'triage', 'case officer', 'head', 'adviser'];
const TOKEN_OWNERS: readonly Subject[] = ['focal point', 'mission', ...OF_OFFICES];
/** A version no case has come to: whoever gets as far as hearing so (412) may see the case. */
const STALE = { 'if-match': '"v900"' };
const CODE = { code: '123456' };

const mandate = (which: 'own' | 'foreign' | 'absent') => (world: World) => ({ mandateId: world.mandates[which] });
const office = () => ({ kind: 'offices', code: 'ROEA', year: '2030' });
const lifecycle = () => ({ lifecycleId: 'technical-assistance', version: '1' });
const area = () => ({ area: 'ROL' });
const SETTLERS = ['administrator', 'HQ cleared', 'HQ not cleared'] as const;
const someOf = (name: string) => (world: World) => ({ [name]: world.someId });
const text = () => ({ key: 'accepted', language: 'en' });
const STATE = ['focal point', 'mission'] as const;
const ANSWERABLE = [...ON_CASES, 'administrator'] as const satisfies readonly Subject[];
/** Somebody who is not there is mentioned, so that nothing is written. */
const A_WRITING = { text: 'A line', mentions: ['019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10'] };
/** Decisions about an account that take a body. */
const BODY_OF_DECISION: Readonly<Record<string, object>> = {
  roles: { role: 'hq-manager' },
  'roles/{roleId}/end': { reason: 'moved' },
};
const MANDATE_READERS = ['focal point', 'mission', 'intake', 'administrator'] as const;
const each = (subjects: readonly Subject[], status: Status): Partial<Record<Subject, Status>> =>
  Object.fromEntries(subjects.map((subject) => [subject, status]));

/**
 * The one table of who may ask what. A new operation fails the matrix until it has a row here (or falls under a `*`). The
 * first row that fits counts; rows of one operation with different variants are all asked.
 */
export const TABLE: readonly Row[] = [
  // Getting in
  { operation: 'POST /api/v1/sessions', expected: { publicly: 422 }, call: { body: {} } },
  {
    operation: 'POST /api/v1/invitations/acceptance',
    expected: { publicly: 404 },
    call: { body: { token: `uri_${'a'.repeat(43)}`, password: 'correct horse battery' } },
  },

  { operation: 'POST /api/v1/password-recoveries', expected: { publicly: 422 }, call: { body: {} } },
  {
    operation: 'POST /api/v1/password-recoveries/acceptance',
    expected: { publicly: 404 },
    call: { body: { token: `urp_${'a'.repeat(43)}`, password: 'correct horse battery' } },
  },

  // No identity provider is named here; who may ask is another matter.
  { operation: 'POST /api/v1/sso/attempts', expected: { publicly: 404 }, call: { body: {} } },
  { operation: 'GET /api/v1/sso/callback', expected: { publicly: 401 } },
  { operation: 'POST /api/v1/sso/sign-out', expected: { signedIn: 404 } },

  // One's own account
  { operation: 'GET /api/v1/me', expected: { signedIn: 200 } },
  { operation: 'GET /api/v1/sessions', expected: { signedIn: 200 } },
  { operation: 'DELETE /api/v1/sessions/current', expected: { signedIn: 204 } },
  {
    operation: 'DELETE /api/v1/sessions/{sessionId}',
    expected: { signedIn: 404 },
    call: { params: someOf('sessionId') },
  },
  // Nobody here has a password.
  {
    operation: 'PUT /api/v1/me/password',
    expected: { signedIn: 401 },
    call: { body: { currentPassword: 'x', newPassword: 'correct horse battery' } },
  },
  // Without a key for secrets nobody can set one up; who may ask is another matter.
  { operation: 'POST /api/v1/me/second-factor', expected: { signedIn: 409 } },
  { operation: 'DELETE /api/v1/me/second-factor', expected: { signedIn: 204 } },
  { operation: 'POST /api/v1/me/second-factor/confirmation', expected: { signedIn: 401 }, call: { body: CODE } },
  { operation: 'POST /api/v1/sessions/current/second-factor', expected: { signedIn: 401 }, call: { body: CODE } },
  {
    operation: 'POST /api/v1/me/substitutes',
    expected: { signedIn: 422 },
    call: {
      body: { role: 'auditor', substituteEmail: 'nobody@example.org', untilAt: '2030-01-01T00:00:00Z' },
    },
  },

  { operation: 'GET /api/v1/me/substitutes', expected: { signedIn: 200 } },
  {
    operation: 'DELETE /api/v1/me/substitutes/{substitutionId}',
    expected: { signedIn: 404 },
    call: { params: someOf('substitutionId') },
  },
  {
    operation: 'POST /api/v1/people/{personId}/substitutes',
    // Whoever may name one hears that the colleague is none; the mission that it is not for roles of an office.
    expected: { each: each(['head', 'administrator'], 422), others: 403 },
    call: {
      body: {
        ...{ role: 'case-officer', officeCode: 'ROEA' },
        ...{ substituteEmail: 'nobody@example.org', untilAt: '2030-01-01T00:00:00Z' },
      },
    },
  },
  {
    operation: 'DELETE /api/v1/people/{personId}/substitutes/{substitutionId}',
    expected: { only: ['mission', 'head', 'administrator'], answers: 404 },
    call: { params: someOf('substitutionId') },
  },

  // Whoever acts for a State or an office can let a program do so; Kenya's tokens are not for the office's people.
  {
    operation: 'POST /api/v1/me/tokens',
    expected: {
      each: { ...each(['focal point', 'mission'], 201), ...each(OF_OFFICES, 422) },
      others: 403,
    },
    call: { body: { name: 'a program', scopes: ['cases.read'], stateCode: 'KEN', days: 1 } },
  },
  { operation: 'GET /api/v1/me/tokens', expected: { only: TOKEN_OWNERS, answers: 200 } },
  {
    operation: 'DELETE /api/v1/me/tokens/{tokenId}',
    expected: { only: TOKEN_OWNERS, answers: 404 },
    call: { params: someOf('tokenId') },
  },

  // Accounts of others
  { operation: 'GET /api/v1/me/identities', expected: { signedIn: 200 } },
  { operation: 'GET /api/v1/people', expected: { only: ['administrator'], answers: 200 } },
  { operation: 'GET /api/v1/people/{personId}/identities', expected: { only: ['administrator'], answers: 404 } },
  {
    operation: 'POST /api/v1/people/{personId}/identities',
    expected: { only: ['administrator'], answers: 404 },
    call: { body: { issuer: 'https://id.example.org', subject: 'somebody' } },
  },
  {
    operation: 'DELETE /api/v1/people/{personId}/identities/{identityId}',
    expected: { only: ['administrator'], answers: 404 },
  },
  { operation: 'POST /api/v1/people/{personId}/erasure', expected: { only: ['administrator'], answers: 404 } },

  // Who may act for a State
  { operation: 'GET /api/v1/mandates', expected: { signedIn: 200 } },
  {
    operation: 'GET /api/v1/mandates/{mandateId}',
    variant: 'of the State',
    expected: { each: each(MANDATE_READERS, 200), others: 404 },
    call: { params: mandate('own') },
  },
  {
    operation: 'GET /api/v1/mandates/{mandateId}',
    variant: 'of another State',
    expected: { each: each(['intake', 'administrator'], 200), others: 404 },
    call: { params: mandate('foreign') },
  },
  {
    operation: 'GET /api/v1/mandates/{mandateId}',
    variant: 'absent',
    expected: { signedIn: 404 },
    call: { params: mandate('absent') },
  },
  {
    operation: 'POST /api/v1/mandates',
    // Whoever may propose for Kenya hears what is wrong with the proposal; nothing is entered.
    expected: { each: each(['focal point', 'mission', 'intake'], 422), others: 403 },
    call: {
      body: {
        stateCode: 'KEN',
        person: { email: 'a@example.org', displayName: 'A', language: 'en', timeZone: 'No/Where' },
        grounds: 'a note',
      },
    },
  },
  {
    operation: 'POST /api/v1/mandates/{mandateId}/endorsement',
    variant: 'absent',
    expected: { signedIn: 404 },
    call: { params: mandate('absent') },
  },
  {
    operation: 'POST /api/v1/mandates/{mandateId}/end',
    variant: 'absent',
    expected: { signedIn: 404 },
    call: { params: mandate('absent'), body: { reason: 'over' } },
  },

  // Accounts; nobody is there of the id that is asked about
  { operation: 'GET /api/v1/people', expected: { only: ['administrator'], answers: 200 } },
  {
    operation: 'POST /api/v1/people',
    expected: { only: ['administrator'], answers: 422 },
    call: {
      body: { email: 'a@example.org', displayName: 'A', language: 'en', timeZone: 'No/Where', roles: [] },
    },
  },
  { operation: 'GET /api/v1/people/{personId}', expected: { only: ['administrator'], answers: 404 } },
  ...['invitation', 'deactivation', 'reactivation', 'roles', 'roles/{roleId}/end'].map((act): Row => ({
    operation: `POST /api/v1/people/{personId}/${act}`,
    expected: { only: ['administrator'], answers: 404 },
    call: { body: BODY_OF_DECISION[act], headers: STALE },
  })),
  ...['sessions', 'second-factor'].map((what): Row => ({
    operation: `DELETE /api/v1/people/{personId}/${what}`,
    expected: { only: ['administrator'], answers: 404 },
  })),

  // What everybody may look up
  { operation: 'GET /api/v1/reference/*', expected: { signedIn: 200 } },
  { operation: 'GET /api/v1/lifecycles', expected: { signedIn: 200 } },
  { operation: 'GET /api/v1/lifecycles/schema', expected: { signedIn: 200 } },
  {
    operation: 'GET /api/v1/lifecycles/{lifecycleId}/versions/{version}/diagram',
    expected: { signedIn: 200 },
    call: { params: lifecycle },
  },
  {
    operation: 'GET /api/v1/lifecycles/{lifecycleId}/differences',
    expected: { signedIn: 200 },
    call: { params: lifecycle, query: 'from=1&to=1' },
  },
  {
    operation: 'GET /api/v1/lifecycles/{lifecycleId}/versions/{version}',
    expected: { signedIn: 200 },
    call: { params: lifecycle },
  },
  { operation: 'GET /api/v1/calendars', expected: { signedIn: 200 } },
  { operation: 'GET /api/v1/calendars/{kind}/{code}', expected: { signedIn: 200 }, call: { params: office } },
  { operation: 'GET /api/v1/calendars/{kind}/{code}/versions', expected: { signedIn: 200 }, call: { params: office } },
  {
    operation: 'GET /api/v1/calendar-replays/{replayId}',
    expected: { signedIn: 404 },
    call: { params: someOf('replayId') },
  },

  // Rules and calendars
  {
    operation: 'POST /api/v1/lifecycles',
    expected: { only: ['administrator'], answers: 'answered' },
    call: { body: { areas: [], definition: {} } },
  },
  {
    operation: 'POST /api/v1/lifecycles/{lifecycleId}/versions/{version}/publication',
    expected: { only: ['administrator', 'HQ cleared', 'HQ not cleared'], answers: 409 },
    call: { params: lifecycle },
  },
  {
    operation: 'POST /api/v1/lifecycles/{lifecycleId}/versions/{version}/rehearsals',
    expected: { only: SETTLERS, answers: 422 },
    call: { params: lifecycle, body: { stateMap: { states: 5 } } },
  },
  {
    operation: 'POST /api/v1/lifecycles/{lifecycleId}/versions/{version}/migrations',
    expected: { only: SETTLERS, answers: 422 },
    call: { params: lifecycle, body: {} },
  },
  {
    operation: 'GET /api/v1/lifecycles/{lifecycleId}/versions/{version}/migrations',
    expected: { only: SETTLERS, answers: 200 },
    call: { params: lifecycle },
  },
  ...['lifecycle-rehearsals/{rehearsalId}', 'lifecycle-migrations/{migrationId}'].flatMap((path): readonly Row[] =>
    ['', '/cases'].map((part) => ({
      operation: `GET /api/v1/${path}${part}`,
      expected: { only: SETTLERS, answers: 404 },
    })),
  ),
  {
    operation: 'POST /api/v1/lifecycle-migrations/{migrationId}/undoings',
    expected: { only: SETTLERS, answers: 404 },
    call: { body: { reason: 'It asks too much' } },
  },
  {
    operation: 'POST /api/v1/calendars/{kind}/{code}/rehearsals',
    expected: { only: ['head', 'administrator'], answers: 422 },
    call: { params: office, body: { calendar: {} } },
  },
  {
    operation: 'PUT /api/v1/calendars/{kind}/{code}',
    expected: { only: ['head', 'administrator'], answers: 422 },
    call: { params: office, body: { calendar: {}, reason: 'why' }, headers: STALE },
  },
  {
    operation: 'POST /api/v1/calendars/{kind}/{code}/holidays/{year}/rehearsals',
    expected: { only: ['head', 'administrator'], answers: 422 },
    call: { params: office, body: {} },
  },
  {
    operation: 'PUT /api/v1/calendars/{kind}/{code}/holidays/{year}',
    expected: { only: ['head', 'administrator'], answers: 422 },
    call: { params: office, body: { holidays: [], source: 'a gazette', reason: 'why' }, headers: STALE },
  },

  // Limits
  { operation: 'GET /api/v1/policies/{area}', expected: { signedIn: 200 }, call: { params: area } },
  { operation: 'GET /api/v1/policies/{area}/versions', expected: { signedIn: 200 }, call: { params: area } },
  {
    operation: 'POST /api/v1/policies/{area}/rehearsals',
    expected: { only: SETTLERS, answers: 'answered' },
    call: { params: area, body: { limits: {} } },
  },
  { operation: 'GET /api/v1/policy-proposals', expected: { signedIn: 200 } },
  { operation: 'POST /api/v1/policy-proposals', expected: { only: SETTLERS, answers: 422 }, call: { body: {} } },
  ...['rehearsals', 'publication', 'withdrawal'].map((act): Row => ({
    operation: `POST /api/v1/policy-proposals/{proposalId}/${act}`,
    expected: { only: SETTLERS, answers: 404 },
    call: { params: someOf('proposalId') },
  })),
  {
    operation: 'GET /api/v1/policy-replays/{replayId}',
    expected: { signedIn: 404 },
    call: { params: someOf('replayId') },
  },

  // What one is told
  { operation: 'GET /api/v1/me/notifications', expected: { signedIn: 200 } },
  {
    operation: 'PUT /api/v1/me/notifications/{notificationId}/read',
    expected: { signedIn: 404 },
    call: { params: someOf('notificationId') },
  },
  { operation: 'POST /api/v1/me/notifications/read', expected: { signedIn: 200 }, call: { body: { upTo: '0' } } },
  { operation: 'GET /api/v1/me/notification-preferences', expected: { signedIn: 200 } },
  {
    operation: 'PUT /api/v1/me/notification-preferences/{event}',
    expected: { signedIn: 422 },
    call: { params: () => ({ event: 'no-such-event' }), body: { inbox: true, mail: 'at-once' } },
  },
  {
    operation: 'DELETE /api/v1/me/notification-preferences/{event}',
    expected: { signedIn: 422 },
    call: { params: () => ({ event: 'no-such-event' }) },
  },

  // Letters and their words, and answers by mail that were not taken
  { operation: 'GET /api/v1/replies/held', expected: { only: ['intake'], answers: 200 } },
  {
    operation: 'POST /api/v1/replies/held/{replyId}/assignment',
    expected: { only: ['intake'], answers: 404 },
    call: { params: someOf('replyId'), body: { caseId: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' } },
  },
  {
    operation: 'POST /api/v1/replies/held/{replyId}/discard',
    expected: { only: ['intake', 'administrator'], answers: 404 },
    call: { params: someOf('replyId') },
  },
  { operation: 'GET /api/v1/replies/not-taken', expected: { only: ['administrator'], answers: 200 } },
  { operation: 'GET /api/v1/texts', expected: { only: ['administrator'], answers: 200 } },
  ...['GET /api/v1/texts/{key}/{language}', 'GET /api/v1/texts/{key}/{language}/versions'].map((operation): Row => ({
    operation,
    expected: { only: ['administrator'], answers: 200 },
    call: { params: text },
  })),
  ...['PUT /api/v1/texts/{key}/{language}', 'DELETE /api/v1/texts/{key}/{language}'].map((operation): Row => ({
    operation,
    expected: { only: ['administrator'], answers: 'answered' },
    call: { params: text, body: operation.startsWith('PUT') ? {} : undefined, headers: STALE },
  })),
  {
    operation: 'POST /api/v1/texts/{key}/{language}/preview',
    expected: { only: ['administrator'], answers: 'answered' },
    call: { params: text, body: {} },
  },

  // Reports
  { operation: 'GET /api/v1/reports/*', expected: { signedIn: 200 } },

  // What was given up, and the queues
  { operation: 'GET /api/v1/audit/records', expected: { only: ['auditor'], answers: 200 } },
  { operation: 'GET /api/v1/audit/chain', expected: { only: ['auditor'], answers: 200 } },
  { operation: 'GET /api/v1/operations/given-up', expected: { only: ['administrator'], answers: 200 } },
  { operation: 'GET /api/v1/operations/queues', expected: { only: ['administrator'], answers: 200 } },
  ...['retry', 'discard'].map((act): Row => ({
    operation: `POST /api/v1/operations/given-up/${act}`,
    expected: { only: ['administrator'], answers: 422 },
    call: { body: {} },
  })),

  // What one keeps an eye on; to stop is one's own affair, whatever the case.
  { operation: 'GET /api/v1/me/watched-cases', expected: { signedIn: 200 } },
  { operation: 'PUT /api/v1/me/watched-cases/{caseId}', expected: { onCase: 204 } },
  { operation: 'DELETE /api/v1/me/watched-cases/{caseId}', expected: { signedIn: 204 } },

  // Webhooks
  { operation: 'GET /api/v1/webhooks', expected: { only: ANSWERABLE, answers: 200 } },
  { operation: 'POST /api/v1/webhooks', expected: { only: ANSWERABLE, answers: 422 }, call: { body: {} } },
  ...(['GET', 'PATCH', 'DELETE'] as const).map((method): Row => ({
    operation: `${method} /api/v1/webhooks/{webhookId}`,
    expected: { only: ANSWERABLE, answers: 404 },
    call: {
      params: someOf('webhookId'),
      ...(method === 'PATCH' && { body: { description: 'Another' }, headers: STALE }),
    },
  })),
  {
    operation: 'GET /api/v1/webhooks/{webhookId}/*',
    expected: { only: ANSWERABLE, answers: 404 },
    call: { params: someOf('webhookId') },
  },
  ...['secret', 'test', 'deliveries/{deliveryId}/redelivery'].map((act): Row => ({
    operation: `POST /api/v1/webhooks/{webhookId}/${act}`,
    expected: { only: ANSWERABLE, answers: 404 },
    call: { params: someOf('webhookId') },
  })),

  // Cases
  { operation: 'GET /api/v1/cases', expected: { signedIn: 200 } },
  {
    operation: 'POST /api/v1/cases',
    // Kenya's mission may look after Kenya's requests; only a focal point begins one.
    expected: { each: { anonymous: 401, 'focal point': 201 }, others: 403 },
    call: { body: { requestingState: 'KEN', area: 'ROL', urgency: 'routine', request: { title: 'A draft' } } },
  },
  { operation: 'GET /api/v1/cases/{caseId}', expected: { onCase: 200 } },
  // The conversation on a case; to people of the State notes of staff do not exist
  {
    operation: 'GET /api/v1/cases/{caseId}/messages/{sequence}',
    expected: { onCase: 404 },
    call: { params: () => ({ sequence: '7' }) },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/messages',
    expected: { onCase: 422, only: ON_CASES },
    call: { body: A_WRITING },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/messages/{sequence}/translations',
    expected: { onCase: 404, only: ON_CASES },
    call: { params: () => ({ sequence: '7' }), body: { language: 'fr', text: 'Un texte', method: 'human' } },
  },
  { operation: 'GET /api/v1/cases/{caseId}/notes', expected: { onCase: 200, but: each(STATE, 404) } },
  {
    operation: 'POST /api/v1/cases/{caseId}/notes',
    expected: { onCase: 422, only: ON_CASES, but: each(STATE, 404) },
    call: { body: A_WRITING },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/questions',
    expected: { onCase: 412, only: ON_CASES },
    call: { body: { question: 'How many?' }, headers: STALE },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/answers',
    expected: { onCase: 412, only: ON_CASES },
    call: { body: { answer: 'Forty.' }, headers: STALE },
  },

  ...['messages/{sequence}', 'notes/{noteId}'].map((what): Row => ({
    operation: `POST /api/v1/cases/{caseId}/${what}/erasure`,
    expected: { onCase: 404, only: ['head', 'HQ cleared', 'HQ not cleared'] },
    call: { params: (world) => ({ sequence: '7', noteId: world.someId }), body: { reason: 'why' } },
  })),
  // What came by mail is decided on by officers of the lead office
  {
    operation: 'GET /api/v1/cases/{caseId}/attachments/{attachmentId}/content',
    expected: { onCase: 404 },
    call: { params: someOf('attachmentId') },
  },
  ...['release', 'discard'].map((act): Row => ({
    operation: `POST /api/v1/cases/{caseId}/attachments/{attachmentId}/${act}`,
    expected: { onCase: 403, only: ON_CASES, but: each(['triage', 'case officer', 'head'], 404) },
    call: { params: someOf('attachmentId'), body: { reason: 'why' } },
  })),

  { operation: 'GET /api/v1/cases/{caseId}/*', expected: { onCase: 'answered' } },
  {
    operation: 'PATCH /api/v1/cases/{caseId}',
    expected: { onCase: 412, only: ON_CASES },
    call: { body: { request: { title: 'Another title' } }, headers: STALE },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/transitions',
    expected: { onCase: 412, only: ON_CASES },
    call: { body: { name: 'withdraw' }, headers: STALE },
  },

  // Who reads a case
  {
    operation: 'PUT /api/v1/cases/{caseId}/sensitivity',
    expected: { onCase: 412, only: ON_CASES },
    call: { body: { sensitivity: 'strictly-confidential', reason: 'names' }, headers: STALE },
  },
  {
    operation: 'POST /api/v1/cases/{caseId}/need-to-know',
    expected: { onCase: 422, only: ['focal point', 'head'] },
    call: { body: { email: 'nobody@example.org', reason: 'interprets' } },
  },
  {
    operation: 'DELETE /api/v1/cases/{caseId}/need-to-know/{personId}',
    expected: { onCase: 404, only: ['focal point', 'head'] },
  },
  {
    operation: 'POST /api/v1/emergency-access',
    expected: { only: STAFF, answers: 202 },
    call: { body: { reference: 'KEN-2026-NOBODY', reason: 'Life in danger' } },
  },
  { operation: 'GET /api/v1/emergency-access', expected: { only: STAFF, answers: 200 } },

  // Last: a stream that has been begun goes on asking for a while.
  { operation: 'GET /api/v1/me/notifications/stream', expected: { signedIn: 200 }, isEndless: true },
];
