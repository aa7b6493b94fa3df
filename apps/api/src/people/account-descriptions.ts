import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiParam } from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

/** What operations on accounts have in common, described once. */
export const FOR_ADMINISTRATORS = ApiProblem(403, 'people.not_permitted', 'This is for administrator', {
  rolesNeeded: ['administrator'],
});
export const ACCOUNT_NOT_FOUND = ApiProblem(404, 'people.account_not_found', 'There is no account of this id');
export const OWN_ACCOUNT = ApiProblem(
  403,
  'people.own_account',
  'This is your own account: another administrator decides about it',
);
export const ACCOUNT_CLOSED = ApiProblem(409, 'people.account_closed', 'This account is closed; reactivate it first');

/** The header under which an account comes with its version. */
export const ACCOUNT_ETAG = {
  ETag: { schema: { type: 'string' as const }, description: 'Give it in If-Match to decide about the account' },
};

export function PersonIdParam(): MethodDecorator {
  return ApiParam({ name: 'personId', format: 'uuid', example: '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f10' });
}

/** An operation that decides about an account and must say on which version of it. */
export function ApiAccountDecision(): MethodDecorator {
  return applyDecorators(
    ApiHeader({ name: 'If-Match', required: true, example: '"v3"' }),
    ApiProblem(
      412,
      'people.account_changed_meanwhile',
      'You decided on version 3 of this account; it is at version 4 now',
      { presentVersion: 4 },
    ),
    ApiProblem(428, 'http.if_match_missing', 'This request must say in If-Match which version you have seen'),
  );
}
