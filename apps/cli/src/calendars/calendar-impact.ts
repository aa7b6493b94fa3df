import type { DeadlineImpact } from '#libs/domain';

/** The impact of a change as an operator reads it. */
export function impactLines(impact: DeadlineImpact, what = 'on this calendar'): readonly string[] {
  const { clocks, cases, moves, breaches, recovers } = impact;
  return [
    `${clocks} live deadlines in ${cases} cases count ${what}: ${moves} move, ${breaches} breach, ${recovers} recover`,
    ...impact.deadlines.map(
      ({ reference, target, effect, dueBefore, dueAfter }) =>
        `  ${reference}  ${target}  ${effect}: ${dueBefore?.toISOString() ?? 'paused'} -> ${dueAfter?.toISOString() ?? 'paused'}`,
    ),
  ];
}
