import { applyDecorators } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

/** Refusals that many operations share, described once. */
export const NOT_SIGNED_IN = ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request');
export const CASE_NOT_FOUND = ApiProblem(404, 'case.not_found', 'There is no such case, or you may not see it');
export const INVALID_REQUEST = ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right', {
  errors: [{ pointer: '/colour', code: 'unknown_field', message: 'There is no such field here' }],
});

/** An operation that changes a case and must say which version it was decided on. */
export function ApiChange(): MethodDecorator {
  return applyDecorators(
    ApiProblem(412, 'case.changed_meanwhile', 'You decided on version 4 of this case; it is at version 5 now', {
      presentVersion: 5,
      changesSince: [
        {
          type: 'moved',
          name: 'withdraw',
          fromState: 'triage',
          toState: 'withdrawn',
          actorRole: 'focal-point',
          occurredAt: '2026-11-23T18:31:07.412Z',
        },
      ],
    }),
    ApiProblem(
      428,
      'http.if_match_missing',
      'This request changes a case and must say in If-Match which version you have seen',
    ),
    ApiProblem(503, 'database.away', 'The database cannot be reached'),
  );
}

/** An operation that may be sent again with the same key without acting twice. */
export function ApiRepeatable(): MethodDecorator {
  return applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      example: '5f0c8a34-6a0b-4a0e-9d61-6f1d5d1a7d4e',
      description:
        'Repeat the call with the same key and content: the answer is the same for 24 hours, the act happens once',
    }),
    ApiProblem(
      409,
      'repeat.in_progress',
      'The first call with this Idempotency-Key is still being carried out; repeat it in a moment to get its answer',
    ),
    ApiProblem(422, 'repeat.differs', 'This Idempotency-Key was used for another content; use a new key for a new act'),
  );
}
