import type { TargetDefinition } from '../definition.js';
import type { CaseRules } from './case-rules.js';
import type { ClockPause, ClockRecord } from './clock-record.js';

/**
 * A clock as it would stand had a migration never been made: a pause the migration ended goes on, one it began and a
 * calendar it brought are forgotten. What is to come has to be computed anew.
 * @param migratedAt when the migration that is taken back was made; nothing but time has happened to the case since.
 */
export function rewound(
  clock: ClockRecord,
  target: TargetDefinition,
  here: CaseRules,
  migratedAt: number,
): ClockRecord {
  const before = clock.pauses.filter(({ from }) => from < migratedAt);
  const pauses = here.isPaused(target) ? stillPaused(before, here, migratedAt) : before;
  const earlier = clock.stretches.filter(({ from }, index) => index === 0 || from < migratedAt);
  return {
    ...clock,
    status: here.isPaused(target) ? 'paused' : 'running',
    pauses,
    stretches: here.stretchesFrom(target, earlier, migratedAt),
  };
}

function stillPaused(pauses: readonly ClockPause[], here: CaseRules, migratedAt: number): readonly ClockPause[] {
  const last = pauses.at(-1);
  const wasPaused = last !== undefined && (last.to === migratedAt || last.to === null);
  return wasPaused ? [...pauses.slice(0, -1), { ...last, to: null }] : [...pauses, here.pauseFrom(migratedAt, null)];
}
