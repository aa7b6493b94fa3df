import type { CaseEffect, CaseRole } from '#libs/domain';
import type { GateDefinition, NeedOn, TargetDefinition, TransitionDefinition } from '#libs/workflow';
import type { gates } from './gates/index.js';
import type { CaseGuard } from './guards.js';
import type { State } from './states.js';

/** What the parts of this lifecycle are made of: its own states, roles, guards and effects, and no others. */
export type Transition = TransitionDefinition<State, CaseRole, CaseGuard, CaseEffect, NeedOn<typeof gates>>;
export type Gate = GateDefinition<State, CaseRole, CaseGuard, CaseEffect>;
export type Target = TargetDefinition<State, CaseRole, CaseEffect>;
