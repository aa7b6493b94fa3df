import { lifecycles } from '#libs/lifecycles';
import { paths, sampleInput } from '#libs/workflow';
import { pathToFileURL } from 'node:url';
import { inProject } from '../../../scripts/launcher/project.mjs';

// As it was built: a bench measures what is deployed.
/** @type {typeof import('../../../libs/lifecycles/src/testing/driven-case.js')} */
const { DrivenCase } = await import(
  pathToFileURL(inProject('dist', 'libs', 'lifecycles', 'src', 'testing', 'driven-case.js')).href
);

const SAMPLES = {
  person: '01935d1e-0000-7000-8000-000000000001',
  organisation: 'ROSEN',
  document: '01935d1e-0000-7000-8000-00000000000d',
};

/**
 * @typedef {object} RecordedAct
 * @property {import('#libs/lifecycles').CaseWorkflow} workflow
 * @property {import('#libs/workflow').DecisionRequest<import('#libs/domain').CaseFacts>} request
 */

/** Every step of every path a plain request can walk, on all lifecycles: as the product would ask `decide`. */
export function recordedActs() {
  /** @type {RecordedAct[]} */
  const acts = [];
  for (const workflow of lifecycles.all()) {
    const seen = new Set();
    for (const { steps } of paths(workflow.definition)) {
      const driven = new DrivenCase(workflow);
      for (const { act: transition, role } of steps ?? []) {
        const { snapshot, facts, now } = driven.later(3);
        const input = sampleInput(driven.offered(transition)?.form.fields ?? [], { ...SAMPLES, now });
        const request = { snapshot, transition, actor: { id: role, roles: [role] }, input, facts, now };
        try {
          driven.act(/** @type {import('#libs/domain').CaseRole} */ (role), transition, input);
        } catch {
          // A plain request does not get past a gate that only another kind of request opens.
          break;
        }
        const key = `${snapshot.state} ${transition} ${JSON.stringify(snapshot.gates)}`;
        if (!seen.has(key)) acts.push({ workflow, request });
        seen.add(key);
      }
    }
  }
  return acts;
}
