import type { Actor } from '../people/actor.js';
import type { Stores } from '../unit-of-work/unit-of-work.js';

/** Whoever closes the door of a case on others stays inside: they are named among its readers, unless they are already. */
export async function stayInside(stores: Stores, actor: Actor, caseId: string, reason: string): Promise<void> {
  const { personId } = actor;
  if (await stores.readers.find(caseId, personId)) return;
  await stores.readers.name({ caseId, personId, namedBy: personId, reason, isEmergency: false, untilAt: null });
}
