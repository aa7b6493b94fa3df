import { type Actor, HEADQUARTERS, type HeldRole, namedPlacesOf } from '#libs/domain';

/** A condition on the case family and its parameters, in the order of its placeholders. */
export interface Visibility {
  /** Goes into a WHERE with AND; it is in brackets where it has to be. */
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

/** Roles that a person has for an office, and with it for the cases of that office. */
export const OFFICE_ROLES: ReadonlySet<string> = new Set([
  'intake-officer',
  'triage-officer',
  'case-officer',
  'office-head',
  'due-diligence-adviser',
]);

/**
 * Which cases exist for somebody. This one function is part of every statement that reads or locks a case, so that
 * lists, counts, search and single reads cannot disagree.
 *
 * - Focal points see the requests of their State, drafts included; a Permanent Mission what has been submitted.
 * - Offices see what they lead, led before, or support.
 * - Headquarters (managers, its intake desk, advisers for the whole organisation) see everything submitted.
 * - Administrators and auditors see no case.
 *
 * Strictly confidential cases are kept from all of them but those who need to know: of the State, who began the request
 * and who was named; of an office, its head while it leads, the named officer, who was named, and staff who are cleared;
 * of headquarters, who was named and who is cleared. Staff who were named see the case wherever they sit.
 *
 * The text depends on the roles of the actor, so that the common case (one State, one office) is one equality that an
 * index answers in the order of the list.
 * @param alias of the table `cases` in the statement; trusted text.
 * @param firstParameter the number of the first placeholder to use.
 */
export function visibleTo(actor: Actor, alias: string, firstParameter = 1): Visibility {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${firstParameter + parameters.push(value) - 1}`;
  const scope = new Scope(actor, alias, bind);
  const ways = [scope.ofFocalPoint(), scope.ofMission(), scope.ofHeadquarters(), scope.ofOffices()].filter(
    (way) => way !== null,
  );
  const [only] = ways;
  if (only === undefined) return { condition: 'false', parameters };
  return { condition: ways.length === 1 ? only : `(${ways.join(' OR ')})`, parameters };
}

/** The ways in which somebody comes to see a case, each a condition or null where it is not theirs. */
class Scope {
  private readonly submitted: string;
  private readonly isNotStrict: string;

  constructor(
    private readonly actor: Actor,
    private readonly alias: string,
    private readonly bind: (value: unknown) => string,
  ) {
    this.submitted = `${alias}.submitted_at IS NOT NULL`;
    this.isNotStrict = `${alias}.sensitivity <> 'strictly-confidential'`;
  }

  ofFocalPoint(): string | null {
    const states = this.statesOf('focal-point');
    if (states.length === 0) return null;
    return `(${this.isOneOf('requesting_state', states)} AND (${this.isNotStrict} OR ${this.isBegunByMe()} OR ${this.isNamed()}))`;
  }

  ofMission(): string | null {
    const states = this.statesOf('permanent-mission').filter((state) => !this.statesOf('focal-point').includes(state));
    if (states.length === 0) return null;
    return `(${this.isOneOf('requesting_state', states)} AND ${this.submitted} AND (${this.isNotStrict} OR ${this.isNamed()}))`;
  }

  ofHeadquarters(): string | null {
    if (!this.actor.roles.some(isForHeadquarters)) return null;
    return this.actor.isCleared ? this.submitted : `(${this.submitted} AND (${this.isNotStrict} OR ${this.isNamed()}))`;
  }

  ofOffices(): string | null {
    const offices = this.officesOf((role) => OFFICE_ROLES.has(role));
    if (offices.length === 0) return null;
    const holds = [
      this.isOneOf('lead_office', offices),
      `${this.alias}.supporting_offices && ${this.bind(offices)}::text[]`,
      `${this.alias}.former_offices && ${this.bind(offices)}::text[]`,
      this.isNamed(),
    ].join(' OR ');
    const needsToKnow = this.actor.isCleared
      ? ''
      : ` AND (${[this.isNotStrict, ...this.strictForOffice()].join(' OR ')})`;
    return `(${this.submitted} AND (${holds})${needsToKnow})`;
  }

  private strictForOffice(): readonly string[] {
    const headed = this.officesOf((role) => role === 'office-head');
    const isOfficer = this.actor.roles.some(({ role }) => role === 'case-officer');
    return [
      ...(headed.length > 0 ? [this.isOneOf('lead_office', headed)] : []),
      ...(isOfficer ? [this.isOneOf('case_officer_id', namedPlacesOf(this.actor, 'case-officer'), 'uuid')] : []),
      this.isNamed(),
    ];
  }

  private isBegunByMe(): string {
    return this.isOneOf('created_by', namedPlacesOf(this.actor, 'focal-point'), 'uuid');
  }

  /** An array rather than IN: the planner can then look the few cases up by their key, or scan, as it sees fit. */
  private isNamed(): string {
    return `${this.alias}.id = ANY(ARRAY(SELECT n.case_id FROM case_need_to_know n
      WHERE n.person_id = ANY(${this.bind(namedPlacesOf(this.actor))}::uuid[]) AND (n.until_at IS NULL OR n.until_at > now())))`;
  }

  private isOneOf(column: string, values: readonly string[], type = 'text'): string {
    return values.length === 1
      ? `${this.alias}.${column} = ${this.bind(values[0])}`
      : `${this.alias}.${column} = ANY(${this.bind(values)}::${type}[])`;
  }

  private statesOf(role: string): readonly string[] {
    return distinct(
      this.actor.roles.flatMap((held) => (held.role === role && held.stateCode !== null ? [held.stateCode] : [])),
    );
  }

  private officesOf(counts: (role: string) => boolean): readonly string[] {
    return distinct(
      this.actor.roles.flatMap((held) => (counts(held.role) && held.officeCode !== null ? [held.officeCode] : [])),
    );
  }
}

/** Whether a role sees every case that has been submitted, as far as it need be known. */
export function isForHeadquarters(held: HeldRole): boolean {
  switch (held.role) {
    case 'hq-manager':
      return true;
    case 'intake-officer':
      return held.officeCode === HEADQUARTERS;
    case 'due-diligence-adviser':
      return held.officeCode === null;
    default:
      return false;
  }
}

function distinct(codes: readonly string[]): readonly string[] {
  return [...new Set(codes)].sort();
}
