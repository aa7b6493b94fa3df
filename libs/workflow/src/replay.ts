import type { CaseSnapshot, WorkflowEvent } from './decision.js';

/**
 * Where a case stood after these events, from history alone: neither definition nor map is needed.
 * Throws an Error for a history that does not begin with the creation.
 */
export function replay(events: readonly WorkflowEvent[]): CaseSnapshot {
  const [first, ...rest] = events;
  if (first?.type !== 'created') throw new Error('A history begins with the creation of the case');
  const created: CaseSnapshot = { state: first.to, origin: null, gates: first.gates, consents: {}, performers: {} };
  return rest.reduce(applyEvent, created);
}

/** Where a case stands after one more event. */
export function applyEvent(snapshot: CaseSnapshot, event: WorkflowEvent): CaseSnapshot {
  switch (event.type) {
    case 'created':
      throw new Error('A case is created once');
    case 'moved':
      return {
        state: event.to,
        origin: event.from,
        gates: snapshot.gates,
        consents: {},
        performers: performersAfter(snapshot, event),
      };
    case 'gate-moved':
      return {
        ...snapshot,
        gates: { ...snapshot.gates, [event.gate]: event.to },
        consents: event.clearsConsents ? {} : snapshot.consents,
        performers: performersAfter(snapshot, event),
      };
    case 'consented': {
      const given = { ...snapshot.consents[event.transition], [event.party]: event.actorId };
      return { ...snapshot, consents: { ...snapshot.consents, [event.transition]: given } };
    }
    case 'migrated':
      return event.after;
  }
}

function performersAfter(
  { performers }: CaseSnapshot,
  event: Extract<WorkflowEvent, { type: 'moved' | 'gate-moved' }>,
): CaseSnapshot['performers'] {
  if (!event.remembered || event.transition === null) return performers;
  return { ...performers, [event.transition]: event.actorId };
}
