import type { CaseRole } from '#libs/domain';
import { type Path, type PathStep, sampleInput } from '#libs/workflow';
import type { CaseWorkflow } from '../catalog.js';
import { type CaseToDrive, DrivenCase } from './driven-case.js';

/** Requests that differ in what gates open by: one of them goes each way a lifecycle knows. */
const REQUESTS: readonly CaseToDrive[] = [
  {},
  { request: { involvesSecurityForces: true } },
  { urgency: 'emergency', request: { letter: { status: 'promised' } } },
  { request: { assistanceType: 'EQUIP' } },
  { request: { involvesSecurityForces: true, assistanceType: 'EQUIP' } },
];

const SAMPLES = {
  person: '01935d1e-0000-7000-8000-000000000001',
  organisation: 'ROSEN',
  document: '01935d1e-0000-7000-8000-00000000000d',
};

/** Some days pass between two acts, so that a silence announced for today is over when it is asked for. */
const DAYS_BETWEEN_ACTS = 3;

/** Walks a path with real guards and sample forms, as the first of the requests it suits. Throws if it suits none. */
export function walk(workflow: CaseWorkflow, path: Path): DrivenCase {
  const reasons: string[] = [];
  for (const request of REQUESTS) {
    try {
      return walkAs(workflow, path.steps ?? [], request);
    } catch (error) {
      reasons.push(String(error));
    }
  }
  throw new Error(`No request can walk to ${path.act} from ${path.from}:\n${reasons.join('\n')}`);
}

function walkAs(workflow: CaseWorkflow, steps: readonly PathStep[], request: CaseToDrive): DrivenCase {
  const driven = new DrivenCase(workflow, request);
  for (const step of steps) {
    const act = driven.later(DAYS_BETWEEN_ACTS).offered(step.act);
    driven.act(step.role as CaseRole, step.act, sampleInput(act?.form.fields ?? [], { ...SAMPLES, now: driven.now }));
    const reached = step.gate === null ? driven.state : driven.snapshot.gates[step.gate];
    if (reached !== step.to) throw new Error(`${step.act} led to ${reached} instead of ${step.to}`);
  }
  return driven;
}
