import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

/** Under which a route says that a session alone does not open it. */
export const NEEDS_STEP_UP = 'access:needs-step-up';

/**
 * For what leaves the system as a document, and for keys that open it to programs: whoever sits down at an open session
 * gets neither. The second factor has to have been shown lately; an API token cannot show one.
 */
export function NeedsStepUp(): MethodDecorator {
  return applyDecorators(
    SetMetadata(NEEDS_STEP_UP, true),
    ApiProblem(403, 'people.step_up_needed', 'This needs your second factor, shown within the last 15 minutes', {
      withinMinutes: 15,
    }),
  );
}
