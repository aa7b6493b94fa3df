import type { Actor } from '../people/actor.js';
import { asStaff } from './sides.js';

const BY_NAME = /^(person|staff):([0-9a-f-]{36})$/;

/** The ids of the people an audience names. */
export function peopleNamedIn(audience: readonly string[]): readonly string[] {
  return audience.flatMap((address) => BY_NAME.exec(address)?.[2] ?? []);
}

/**
 * Whether an address of an audience is this person's, and still fits them. An audience is a list of roles on the case;
 * somebody addressed by name stands in it as `person:ID`, or as `staff:ID` where it is for staff only.
 */
export function isAddressedTo(address: string, actor: Actor, requestingState: string): boolean {
  const [, kind, personId] = BY_NAME.exec(address) ?? [];
  if (personId !== actor.personId) return false;
  return kind === 'person' || asStaff(actor, requestingState) !== null;
}

/** Whether an audience leaves somebody out (`except:ID`), because they are told in another way. */
export function isLeftOut(audience: readonly string[], personId: string): boolean {
  return audience.includes(`except:${personId}`);
}
