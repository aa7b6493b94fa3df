import { describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '../definition.js';
import { loan } from '../testing/small-lifecycle.js';
import type { Scenario } from './scenario.js';
import { simulate } from './simulate.js';

const definition: WorkflowDefinition = loan;
const scenario: Scenario = {
  cases: 300,
  seed: 7,
  offices: { LIBRARY: { arrivalsPerDay: 4, capacity: 2 } },
  headquartersCapacity: 1,
};

describe('a simulation', () => {
  const simulated = simulate(definition, scenario);

  it('gives the same for the same seed, and something else for another', () => {
    expect(simulate(definition, scenario)).toEqual(simulated);
    expect(simulate(definition, { ...scenario, seed: 8 })).not.toEqual(simulated);
  });

  it('loses no case and ends each in an end', () => {
    const { cases, endedIn } = simulated;
    expect(cases).toBe(300);
    expect(Object.values(endedIn).reduce((sum, count) => sum + count, 0)).toBe(300);
    for (const state of Object.keys(endedIn)) expect(['returned', 'refused', 'unfinished', 'waiting']).toContain(state);
  });

  it('builds up a queue where work comes faster than it is done, and none where people are many', () => {
    const many = simulate(definition, { ...scenario, offices: { LIBRARY: { arrivalsPerDay: 4, capacity: 10_000 } } });
    expect(simulated.workplaces['LIBRARY']?.longestQueue).toBeGreaterThan(20);
    expect(many.workplaces['LIBRARY']?.longestQueue).toBe(0);
    expect(many.throughput.median).toBeLessThan(simulated.throughput.median);
  });

  it('breaks promises when the work takes longer than was promised', () => {
    const share = (lent: number) =>
      simulate(definition, { ...scenario, meanHours: { lent } }).promises['return-in-time']?.share ?? 0;
    expect(share(1)).toBe(0);
    expect(share(24 * 100)).toBeGreaterThan(0.5);
  });

  it('orders its percentiles', () => {
    for (const { stay } of Object.values(simulated.stages)) {
      expect([stay.median, stay.p90, stay.p99, stay.most]).toEqual(
        [stay.median, stay.p90, stay.p99, stay.most].toSorted((a, b) => a - b),
      );
    }
  });
});
