import { lifecycleFor } from '#libs/lifecycles';
import { emptyClockBook, advanceClocks, WorkCalendar } from '#libs/workflow';

const DAY_MS = 86_400_000;
const week = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]);
const calendar = new WorkCalendar({ timeZone: 'Africa/Nairobi', hours: Object.fromEntries(week), holidays: [] });
export const rules = { calendars: () => calendar };
export const now = Date.UTC(2026, 10, 23, 9);

/**
 * Live cases with their clocks, spread over the states and offices of a lifecycle.
 * @param {import('#libs/lifecycles').CaseWorkflow} workflow
 * @param {number} count
 * @returns {import('#libs/workflow').LiveCase[]}
 */
export function liveCases(workflow, count) {
  const { definition } = workflow;
  const open = Object.entries(definition.states).flatMap(([name, { terminal }]) => (terminal ? [] : [name]));
  const gates = workflow.creation.gates;
  return Array.from({ length: count }, (_, index) => {
    const state = open[index % open.length] ?? definition.creation.to;
    const at = now - (1 + (index % 90)) * DAY_MS;
    const created = /** @type {const} */ ({
      type: 'created',
      at,
      to: definition.creation.to,
      gates,
      urgency: index % 3 === 0 ? 'urgent' : 'routine',
      office: `OFFICE-${index % 12}`,
      requestingState: ['KEN', 'MLI', 'PER', 'FJI'][index % 4] ?? 'KEN',
    });
    const moved = /** @type {const} */ ({ type: 'moved', at: at + DAY_MS / 24, transition: 'go', to: state });
    const { standing, clocks } = advanceClocks({ ...rules, definition }, emptyClockBook, [created, moved], now);
    if (!standing) throw new Error('A case that was created stands somewhere');
    return {
      id: String(index),
      snapshot: { state, origin: null, gates, consents: {}, performers: {} },
      standing,
      clocks,
    };
  });
}

/**
 * The next version of a lifecycle: longer limits, and a state under another name.
 * @returns {import('#libs/lifecycles').CaseWorkflowDefinition}
 */
export function nextVersion() {
  const { definition } = lifecycleFor('KID');
  const rename = (/** @type {string} */ state) => (state === 'triage' ? 'assessment' : state);
  const states = Object.fromEntries(Object.entries(definition.states).map(([name, state]) => [rename(name), state]));
  const text = JSON.stringify({ ...definition, version: 2 }).replaceAll('"triage"', '"assessment"');
  const next = JSON.parse(text);
  return {
    ...next,
    states,
    targets: next.targets.map((/** @type {import('#libs/workflow').TargetDefinition} */ target) => ({
      ...target,
      limits: { ...target.limits, routine: { ...target.limits.routine, amount: target.limits.routine.amount + 1 } },
    })),
  };
}
