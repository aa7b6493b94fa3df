import { describe, expect, it } from '@jest/globals';
import { type CaseSnapshot, migrate, paths, replay, undoMigration, type WorkflowEvent } from '#libs/workflow';
import fc from 'fast-check';
import { type CaseWorkflow, lifecycles } from './catalog.js';
import { DrivenCase } from './testing/driven-case.js';
import { walk } from './testing/walk.js';

const areas = ['SOM', 'TER', 'KID'];
const later = { states: { triage: 'second-look' } };

/** The lifecycle with "triage" under another name, as a next version. */
function renamed({ definition }: CaseWorkflow): CaseWorkflow['definition'] {
  const { labels: _, ...rules } = { ...definition, version: definition.version + 1 };
  return JSON.parse(JSON.stringify(rules).replaceAll('"triage"', '"second-look"')) as CaseWorkflow['definition'];
}

describe.each(areas)('a live case of %s at any stage of its life', (area) => {
  const workflow = lifecycles.forArea(area)!;
  const to = renamed(workflow);
  const stages = paths(workflow.definition)
    .filter(({ steps }) => steps !== null)
    .flatMap((path) => walk(workflow, path).stages)
    .filter(({ snapshot }) => workflow.definition.states[snapshot.state]?.terminal !== true);

  it('migrates and is put back, and its history alone tells where it stood at every moment', () =>
    fc.assert(
      fc.property(fc.constantFrom(...stages), fc.integer({ min: 1, max: 3 }), (stage, times) => {
        let snapshot: CaseSnapshot = stage.snapshot;
        const events: WorkflowEvent[] = [...stage.events];
        for (let time = 0; time < times; time += 1) {
          const migration = migrate(snapshot, workflow.definition, to, later, 'ana');
          if (migration.outcome === 'stuck') throw new Error(JSON.stringify(migration.reasons));
          events.push(migration.event);
          expect(replay(events)).toEqual(migration.snapshot);

          const undone = undoMigration(migration.snapshot, migration.event, 'ben');
          if (undone?.outcome !== 'migrated') throw new Error('nothing has happened since: it can be undone');
          events.push(undone.event);
          expect(replay(events)).toEqual(undone.snapshot);
          expect(undone.snapshot).toEqual(stage.snapshot);
          snapshot = undone.snapshot;
        }
      }),
      { numRuns: 200 },
    ));

  it('is not put back once somebody has acted on it', () => {
    const draft = new DrivenCase(workflow, { area });
    const migration = migrate(draft.snapshot, workflow.definition, to, later, 'ana');
    if (migration.outcome === 'stuck') throw new Error('a draft can migrate');
    const moved = { ...migration.snapshot, state: 'submitted', origin: 'draft' };
    expect(undoMigration(moved, migration.event, 'ben')).toBeNull();
  });
});
