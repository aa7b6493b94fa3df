import { describe, expect, it } from '@jest/globals';
import { CASE_ROLES } from '#libs/domain';
import { replay, sampleInput } from '#libs/workflow';
import fc from 'fast-check';
import { lifecycles } from './catalog.js';
import { type CaseToDrive, DrivenCase } from './testing/driven-case.js';

const SAMPLES = {
  person: '01935d1e-0000-7000-8000-000000000001',
  organisation: 'ROSEN',
  document: '01935d1e-0000-7000-8000-00000000000d',
};
const REQUESTS: readonly CaseToDrive[] = [
  {},
  { request: { involvesSecurityForces: true, assistanceType: 'EQUIP' } },
  { urgency: 'emergency' },
];

/** Somebody does something that is open to them, so many times; what the form does not take is not done. */
function wander(driven: DrivenCase, choices: readonly number[]): void {
  for (const choice of choices) {
    const open = CASE_ROLES.flatMap((role) => driven.openTo(role).map((act) => [role, act] as const));
    // Now and then a case is ended, else hardly any would get far.
    const onward = choice % 10 === 0 ? open : open.filter(([, act]) => !endsCase(driven, act));
    const picked = onward[choice % Math.max(1, onward.length)];
    if (!picked) return;
    const [role, act] = picked;
    const input = sampleInput(driven.offered(act)?.form.fields ?? [], { ...SAMPLES, now: driven.now });
    if (driven.later(1).refusals(role, act, input).length === 0) driven.act(role, act, input);
  }
}

function endsCase(driven: DrivenCase, name: string): boolean {
  const act = driven.offered(name);
  const to = act?.kind === 'transition' ? act.to : null;
  return to !== null && driven.workflow.states.get(to)?.isTerminal === true;
}

describe('a case that wanders through its lifecycle at random', () => {
  it('stood at every past instant where its history alone says it stood', () => {
    let stages = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...lifecycles.all()),
        fc.constantFrom(...REQUESTS),
        fc.array(fc.nat({ max: 10_000 }), { minLength: 5, maxLength: 40 }),
        (workflow, request, choices) => {
          const driven = new DrivenCase(workflow, request);
          wander(driven, choices);
          stages += driven.stages.length;
          for (const { events, snapshot } of driven.stages) {
            // As it comes back from the store.
            expect(replay(JSON.parse(JSON.stringify(events)) as typeof events)).toEqual(snapshot);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(stages).toBeGreaterThan(500);
  });
});
