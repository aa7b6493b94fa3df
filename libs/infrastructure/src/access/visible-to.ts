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
 * index answers.
 * @param alias of the table `cases` in the statement; trusted text.
 * @param firstParameter the number of the first placeholder to use.
 */
export function visibleTo(actor: Actor, alias: string, firstParameter = 1): Visibility {
  const parameters: unknown[] = [];
  const ways = waysToSee(actor, alias, (value) => `$${firstParameter + parameters.push(value) - 1}`);
  const [only] = ways;
  if (only === undefined) return { condition: 'false', parameters };
  const conditions = ways.map(({ condition }) => condition);
  return { condition: ways.length === 1 ? only.condition : `(${conditions.join(' OR ')})`, parameters };
}

/** One of the ways in which somebody comes to see cases; a case may be seen in several. */
export interface WayToSee {
  /** In brackets. */
  readonly condition: string;
  /**
   * Absent where the condition begins with one value of an indexed column, or holds for nearly everything, so that an
   * index gives its cases in the order of a list. Else they are few (what an office helps with, where a person is named),
   * and this finds by their key at least all of them. It follows from the condition and adds nothing to it: only where
   * cases are searched is it needed, since no index answers the `&&` of the condition behind row-level security.
   */
  readonly among?: string;
}

/**
 * The same visibility in parts, for lists that walk one index for each way and stop after a page. Somebody sees a case
 * who sees it in any of them; `visibleTo` is nothing but their disjunction.
 * @param bind takes a value and gives its placeholder.
 */
export function waysToSee(actor: Actor, alias: string, bind: (value: unknown) => string): readonly WayToSee[] {
  const scope = new Scope(actor, alias, bind);
  return [...scope.ofFocalPoint(), ...scope.ofMission(), ...scope.ofHeadquarters(), ...scope.ofOffices()];
}

/** The ways in which somebody comes to see a case, none where a way is not theirs. */
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

  ofFocalPoint(): readonly WayToSee[] {
    return this.statesOf('focal-point').map((state) =>
      inOrder(
        this.isOf('requesting_state', state),
        `(${this.isNotStrict} OR ${this.isBegunByMe()} OR ${this.isNamed()})`,
      ),
    );
  }

  ofMission(): readonly WayToSee[] {
    const states = this.statesOf('permanent-mission').filter((state) => !this.statesOf('focal-point').includes(state));
    return states.map((state) =>
      inOrder(this.isOf('requesting_state', state), this.submitted, `(${this.isNotStrict} OR ${this.isNamed()})`),
    );
  }

  ofHeadquarters(): readonly WayToSee[] {
    if (!this.actor.roles.some(isForHeadquarters)) return [];
    const needsToKnow = this.actor.isCleared ? [] : [`(${this.isNotStrict} OR ${this.isNamed()})`];
    return [inOrder(this.submitted, ...needsToKnow)];
  }

  ofOffices(): readonly WayToSee[] {
    const offices = this.officesOf((role) => OFFICE_ROLES.has(role));
    if (offices.length === 0) return [];
    const needsToKnow = this.actor.isCleared ? [] : [`(${[this.isNotStrict, ...this.strictForOffice()].join(' OR ')})`];
    const [mine, named] = [`${this.bind(offices)}::text[]`, this.namedOn()];
    const helps = [
      `${this.alias}.supporting_offices && ${mine}`,
      `${this.alias}.former_offices && ${mine}`,
      `${this.alias}.id = ANY(${named})`,
    ].join(' OR ');
    return [
      ...offices.map((office) => inOrder(this.isOf('lead_office', office), this.submitted, ...needsToKnow)),
      {
        ...inOrder(this.submitted, `(${helps})`, ...needsToKnow),
        among: `${this.alias}.id = ANY((SELECT wall.cases_helped_by(${mine})) || ${named})`,
      },
    ];
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
    return `${this.alias}.id = ANY(${this.namedOn()})`;
  }

  /** Asked once a statement, from inside the wall: the list itself would bring its own wall into every statement. */
  private namedOn(): string {
    return `(SELECT wall.cases_naming(${this.bind(namedPlacesOf(this.actor))}::uuid[]))::uuid[]`;
  }

  private isOf(column: string, value: string): string {
    return `${this.alias}.${column} = ${this.bind(value)}`;
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

function inOrder(...conditions: readonly string[]): WayToSee {
  return { condition: `(${conditions.join(' AND ')})` };
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
