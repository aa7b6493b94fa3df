import type { HeldRole, Language, RoleAssignment } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../access/asking.js';
import { tellable } from '../access/tellable-count.js';
import { CursorNotReadable } from '../cases/case-order.js';
import { rows } from '../database/sql.js';
import { type AccountFilter, type AccountStatus, accountsWanted } from './account-filter.js';
import { ROLE_CAME_BY } from './postgres-account-register.js';
import { ROLE_IS_IN_FORCE } from './roles-in-force.js';

/** A role that has not ended; it may begin later. */
export interface AccountRole extends Omit<RoleAssignment, 'role'>, HeldRole {
  /** Whose place it is held in, for a substitution. */
  readonly inPlaceOf: string | null;
}

/** An account as the list shows it. */
export interface AccountSummary {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly isCleared: boolean;
  readonly status: AccountStatus;
  readonly version: number;
  readonly createdAt: Date;
  readonly roles: readonly AccountRole[];
}

/** An account with how its holder gets in, and with what somebody has to take over when they are gone. */
export interface AccountInFull extends AccountSummary {
  readonly hasPassword: boolean;
  readonly hasIdentity: boolean;
  readonly hasSecondFactor: boolean;
  readonly openSessions: number;
  /** To the minute, as long as sessions are kept; null where there was none. */
  readonly lastSeenAt: Date | null;
  /** Until when an invitation in a mail is good; null where there is none. */
  readonly invitationGoodUntil: Date | null;
  /** The last invitation by mail: null where there was none, `failure` a code where the mail server refused it. */
  readonly lastInvitation: {
    readonly askedAt: Date;
    readonly sentAt: Date | null;
    readonly failure: string | null;
  } | null;
  readonly duties: {
    /** Open cases with this officer; strictly confidential ones are counted in whole threes. */
    readonly openCases: number;
    /** Roles in force that nobody else holds. */
    readonly onlyHolderOf: readonly HeldRole[];
  };
}

const SUMMARY = `p.id, p.email, p.display_name AS "displayName", p.language, p.time_zone AS "timeZone", p.is_cleared AS "isCleared",
  p.version, p.created_at AS "createdAt", CASE WHEN p.deactivated_at IS NOT NULL THEN 'deactivated'
    WHEN p.password_hash IS NULL AND NOT EXISTS (SELECT FROM identities i WHERE i.person_id = p.id) THEN 'pending' ELSE 'active' END AS status`;

type WithoutRoles<View> = Omit<View, 'roles'>;

/** The accounts as administrators see them: who they are, what they may do and how they get in, and nothing of a case. */
export class PeopleDesk {
  constructor(private readonly dataSource: DataSource) {}

  /** By name. @param after the id of the last account of the page before. @throws CursorNotReadable */
  async page(filter: AccountFilter, limit: number, after: string | null): Promise<readonly AccountSummary[]> {
    const wanted = accountsWanted(filter);
    if (after !== null) wanted.comeAfter(await this.placeOf(after));
    const found = await rows<WithoutRoles<AccountSummary>>(
      this.dataSource,
      `SELECT ${SUMMARY} FROM people p WHERE ${wanted.conditions.join(' AND ')}
        ORDER BY lower(p.display_name) COLLATE "C", p.id LIMIT ${wanted.bind(limit)}`,
      wanted.parameters,
    );
    const roles = await this.rolesOf(found.map(({ id }) => id));
    return found.map((account) => ({ ...account, roles: roles.get(account.id) ?? [] }));
  }

  async byId(personId: string): Promise<AccountInFull | undefined> {
    const [account] = await rows<
      Omit<AccountInFull, 'roles' | 'duties' | 'lastInvitation'> & {
        readonly askedAt: Date | null;
        readonly sentAt: Date | null;
        readonly failure: string | null;
      }
    >(
      this.dataSource,
      `SELECT ${SUMMARY}, p.password_hash IS NOT NULL AS "hasPassword",
              EXISTS (SELECT FROM identities i WHERE i.person_id = p.id) AS "hasIdentity",
              EXISTS (SELECT FROM totp_credentials t WHERE t.person_id = p.id AND t.confirmed_at IS NOT NULL) AS "hasSecondFactor",
              s.open AS "openSessions", s.seen AS "lastSeenAt", i.good_until AS "invitationGoodUntil",
              l.created_at AS "askedAt", CASE WHEN l.failure IS NULL THEN l.settled_at END AS "sentAt", l.failure
         FROM people p
         CROSS JOIN LATERAL (
           SELECT count(*) FILTER (WHERE s.revoked_at IS NULL AND s.expires_at > now())::int AS open, max(s.last_seen_at) AS seen
             FROM sessions s WHERE s.person_id = p.id) s
         CROSS JOIN LATERAL (
           SELECT max(i.expires_at) AS good_until FROM invitations i
            WHERE i.person_id = p.id AND i.used_at IS NULL AND i.expires_at > now()) i
         LEFT JOIN LATERAL (
           SELECT l.created_at, l.settled_at, l.failure FROM account_letters l
            WHERE l.person_id = p.id AND l.kind = 'invitation' ORDER BY l.created_at DESC, l.id DESC LIMIT 1) l ON true
        WHERE p.id = $1 AND p.erased_at IS NULL`,
      [personId],
    );
    if (!account) return undefined;
    const { askedAt, sentAt, failure, ...rest } = account;
    return {
      ...rest,
      roles: (await this.rolesOf([personId])).get(personId) ?? [],
      lastInvitation: askedAt && { askedAt, sentAt, failure },
      duties: { openCases: await this.openCasesOf(personId), onlyHolderOf: await this.onlyHolderOf(personId) },
    };
  }

  private async placeOf(personId: string): Promise<{ readonly name: string; readonly id: string }> {
    const [place] = await rows<{ name: string }>(
      this.dataSource,
      'SELECT lower(display_name) AS name FROM people WHERE id = $1',
      [personId],
    );
    if (!place) throw new CursorNotReadable();
    return { ...place, id: personId };
  }

  private async rolesOf(personIds: readonly string[]): Promise<ReadonlyMap<string, readonly AccountRole[]>> {
    const found = await rows<AccountRole & { readonly personId: string }>(
      this.dataSource,
      `SELECT r.person_id AS "personId", r.id, r.role, r.state_code AS "stateCode", r.office_code AS "officeCode",
              r.from_at AS "fromAt", r.until_at AS "untilAt", ${ROLE_CAME_BY} AS "cameBy", absent.person_id AS "inPlaceOf"
         FROM role_assignments r LEFT JOIN role_assignments absent ON absent.id = r.substitutes_for
        WHERE r.person_id = ANY($1::uuid[]) AND (r.until_at IS NULL OR r.until_at > greatest(now(), r.from_at))
          AND (NOT r.needs_endorsement OR r.endorsed_at IS NOT NULL)
        ORDER BY r.role, r.state_code, r.office_code, r.from_at`,
      [personIds],
    );
    const byPerson = new Map<string, AccountRole[]>();
    for (const { personId, ...role } of found) byPerson.set(personId, [...(byPerson.get(personId) ?? []), role]);
    return byPerson;
  }

  /** Counted for the system: an administrator sees no case, and learns no more than there is to hand over. */
  private async openCasesOf(personId: string): Promise<number> {
    const [count] = await rowsForSystem<{ seen: number; hidden: number }>(
      this.dataSource,
      `SELECT count(*) FILTER (WHERE sensitivity <> 'strictly-confidential')::int AS seen,
              count(*) FILTER (WHERE sensitivity = 'strictly-confidential')::int AS hidden
         FROM cases WHERE case_officer_id = $1 AND is_open`,
      [personId],
    );
    return count ? tellable(count) : 0;
  }

  private onlyHolderOf(personId: string): Promise<readonly HeldRole[]> {
    return rows<HeldRole>(
      this.dataSource,
      `SELECT held.role, held.state_code AS "stateCode", held.office_code AS "officeCode" FROM role_assignments held
        WHERE held.id IN (SELECT r.id FROM role_assignments r WHERE r.person_id = $1 AND r.substitutes_for IS NULL AND ${ROLE_IS_IN_FORCE})
          AND NOT EXISTS (
            SELECT FROM role_assignments r JOIN people p ON p.id = r.person_id
             WHERE r.role = held.role AND r.state_code IS NOT DISTINCT FROM held.state_code
               AND r.office_code IS NOT DISTINCT FROM held.office_code AND r.person_id <> $1
               AND p.deactivated_at IS NULL AND ${ROLE_IS_IN_FORCE})
        ORDER BY 1, 2, 3`,
      [personId],
    );
  }
}
