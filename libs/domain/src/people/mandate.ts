import type { Actor } from './actor.js';
import { MandateNotEndorsable, MandateNotYours } from './people.errors.js';
import { HEADQUARTERS } from './role-kinds.js';

/** The authority of a focal point to act for a State: who has it, from when to when, on what grounds, and who vouches for it. */
export interface Mandate {
  readonly id: string;
  readonly personId: string;
  /** ISO 3166-1 alpha-3. */
  readonly stateCode: string;
  readonly fromAt: Date;
  /** Null where it has no end yet. */
  readonly untilAt: Date | null;
  /** The paper it rests on, for example a note verbale by number and date. */
  readonly grounds: string;
  /** Null where it was granted at the command line of the server. */
  readonly proposedBy: string | null;
  readonly endorsedBy: string | null;
  readonly endorsedAt: Date | null;
  /** The mandate this one takes over from. */
  readonly succeeds: string | null;
  /** People whose named places on cases the holder takes: the holders before. */
  readonly standsFor: readonly string[];
  readonly endedBy: string | null;
  readonly endedReason: string | null;
}

/** Where a mandate stands at an instant. */
export type MandateStatus = 'proposed' | 'endorsed' | 'in-force' | 'ended';

export function statusOf(mandate: Mandate, now: Date): MandateStatus {
  if (mandate.untilAt !== null && mandate.untilAt <= now) return 'ended';
  if (mandate.endorsedAt === null) return 'proposed';
  return mandate.fromAt <= now ? 'in-force' : 'endorsed';
}

/** A State's own people propose, its Permanent Mission above all; so does the desk that receives the paper. */
export function mayProposeMandate(actor: Actor, stateCode: string): boolean {
  return isOfState(actor, stateCode) || isOfIntakeDesk(actor);
}

/** Who may know the mandates of a State: those who propose and endorse, and who keeps the accounts. */
export function maySeeMandates(actor: Actor, stateCode: string): boolean {
  return mayProposeMandate(actor, stateCode) || holds(actor, 'administrator');
}

/** The holder resigns; the Permanent Mission withdraws; the desk and the administrator act on the State's word. */
export function mayEndMandate(actor: Actor, mandate: Mandate): boolean {
  return (
    mandate.personId === actor.personId ||
    mandate.proposedBy === actor.personId ||
    isMissionOf(actor, mandate.stateCode) ||
    isOfIntakeDesk(actor) ||
    holds(actor, 'administrator')
  );
}

/**
 * A second person vouches for a mandate: the Permanent Mission of the State or headquarters' intake desk, and neither
 * who proposed it nor whose it is.
 * @throws MandateNotYours, MandateNotEndorsable
 */
export function checkEndorsement(actor: Actor, mandate: Mandate, now: Date): void {
  if (!isMissionOf(actor, mandate.stateCode) && !isOfIntakeDesk(actor)) {
    throw new MandateNotYours(['permanent-mission', 'intake-officer']);
  }
  if (mandate.proposedBy === actor.personId || mandate.personId === actor.personId)
    throw new MandateNotEndorsable('second_person');
  const status = statusOf(mandate, now);
  if (status !== 'proposed') throw new MandateNotEndorsable(status === 'ended' ? 'ended' : 'endorsed');
}

/**
 * The mandate as its endorsement makes it. It never reaches back before the endorsement.
 * @param predecessor the mandate it succeeds, where it does.
 */
export function endorsed(mandate: Mandate, by: string, now: Date, predecessor: Mandate | null): Mandate {
  return {
    ...mandate,
    endorsedBy: by,
    endorsedAt: now,
    fromAt: mandate.fromAt > now ? mandate.fromAt : now,
    standsFor: predecessor === null ? [] : [...new Set([predecessor.personId, ...predecessor.standsFor])],
  };
}

/** A mandate that ends at an instant, or when it would have ended anyway. */
export function ended(
  mandate: Mandate,
  end: { readonly at: Date; readonly by: string; readonly reason: string },
): Mandate {
  const endsEarlier = mandate.untilAt !== null && mandate.untilAt <= end.at;
  if (endsEarlier) return mandate;
  return {
    ...mandate,
    untilAt: end.at < mandate.fromAt ? mandate.fromAt : end.at,
    endedBy: end.by,
    endedReason: end.reason,
  };
}

function isOfState(actor: Actor, stateCode: string): boolean {
  return actor.roles.some((held) => held.stateCode === stateCode);
}

function isMissionOf(actor: Actor, stateCode: string): boolean {
  return actor.roles.some((held) => held.role === 'permanent-mission' && held.stateCode === stateCode);
}

function isOfIntakeDesk(actor: Actor): boolean {
  return actor.roles.some((held) => held.role === 'intake-officer' && held.officeCode === HEADQUARTERS);
}

function holds(actor: Actor, role: string): boolean {
  return actor.roles.some((held) => held.role === role);
}
