import type { CaseEffect, CaseRole } from '#libs/domain';
import type { Overlay } from '#libs/workflow';
import type { CaseGuard } from '../technical-assistance/guards.js';
import type { State } from '../technical-assistance/states.js';

/** What a thematic area changes in the base lifecycle. */
export type AreaOverlay = Overlay<State, CaseRole, CaseGuard, CaseEffect>;

/** The acts an area most often adds to. */
export type AreaActChange = NonNullable<AreaOverlay['acts']>[number];
export type AreaGate = NonNullable<AreaOverlay['gates']>[string];
