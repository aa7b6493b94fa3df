import { available, compile, create, decide, defineWorkflow } from '../index.js';

const leave = defineWorkflow<'days-left', { name: 'tell' }>()({
  id: 'leave',
  version: 1,
  roles: { employee: { party: 'state' }, manager: { party: 'office' } },
  states: {
    asked: { phase: 'intake', holder: 'office', clock: 'running' },
    granted: { phase: 'closed', holder: 'none', clock: 'none', terminal: true },
  },
  creation: { name: 'ask', to: 'asked', roles: ['employee'] },
  transitions: [{ name: 'grant', from: ['asked'], to: 'granted', roles: ['manager'], guards: [{ name: 'days-left' }] }],
  gates: {},
  targets: [],
});

const workflow = compile<{ days: number }>(leave, {
  'days-left': ({ facts }) => facts.days > 0 || { missing: 'days', details: { left: facts.days } },
});
const about = { input: {}, facts: { days: 0 }, now: Date.UTC(2026, 10, 23) };
const asked = create(workflow, { ...about, actor: { id: 'ana', roles: ['employee'] } });
if (asked.outcome === 'refused') throw new Error('Everybody may ask');
const ben = { id: 'ben', roles: ['manager'] };

export const buttons = available(workflow, { ...about, snapshot: asked.snapshot, actor: ben });
export const refused = decide(workflow, { ...about, snapshot: asked.snapshot, actor: ben, transition: 'grant' });
