import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiParam } from '@nestjs/swagger';
import { INVALID_REQUEST, NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const VERSION_NOT_FOUND = ApiProblem(
  404,
  'lifecycle.version_not_found',
  'There is no such version of a lifecycle',
);

export const VERSION_PARAMETERS = applyDecorators(
  ApiParam({ name: 'lifecycleId', example: 'technical-assistance-kid' }),
  ApiParam({ name: 'version', example: 2 }),
);

const CHANGE_NOT_FOUND = ApiProblem(
  404,
  'lifecycle.change_not_found',
  'There is no such rehearsal or migration, or you may not see it',
);

const NOT_ENTITLED = ApiProblem(403, 'people.not_permitted', 'Your roles do not allow this', {
  rolesNeeded: ['administrator', 'hq-manager'],
});

/** A rehearsal or a migration that is read, by its id. */
export function ChangeRead(parameter: string): MethodDecorator {
  return applyDecorators(ApiParam({ name: parameter, format: 'uuid' }), NOT_SIGNED_IN, NOT_ENTITLED, CHANGE_NOT_FOUND);
}

const MAP_NOT_VALID = ApiProblem(422, 'lifecycle.map_not_valid', 'The map of states has a fault', {
  errors: [
    {
      pointer: '/stateMap/states/reviwe',
      code: 'unknown_before',
      message: 'The definition left has no state "reviwe".',
      hint: 'Name a place live cases stand in now.',
    },
  ],
});

/** Background work over live cases that is ordered: 202 with its address. */
export function ChangeOrdered(type: new () => object): MethodDecorator {
  return applyDecorators(
    ApiAcceptedResponse({
      type,
      description: 'Ordered; Location is where its progress can be read',
      headers: { Location: { schema: { type: 'string' } } },
    }),
    NOT_SIGNED_IN,
    NOT_ENTITLED,
    INVALID_REQUEST,
  );
}

export const REHEARSAL_ORDER = applyDecorators(VERSION_PARAMETERS, VERSION_NOT_FOUND, MAP_NOT_VALID);

const CASES_NOT_FOUND = ApiProblem(
  422,
  'lifecycle.cases_not_found',
  'Some of these cases do not exist, are not visible to you, or have nothing to do with this change',
  {
    errors: [
      {
        pointer: '/cases/1',
        code: 'case_not_found',
        message: 'There is no such live case for this change, or you may not see it',
      },
    ],
  },
);

export const MIGRATION_ORDER = applyDecorators(
  REHEARSAL_ORDER,
  CASES_NOT_FOUND,
  ApiProblem(409, 'lifecycle.cases_stranded', 'The migration would strand live cases; complete the map of states', {
    errors: [
      {
        pointer: '/stateMap/states/review',
        code: 'state_unmapped',
        message: 'Live cases stand in "review", which the version does not have; say where they go',
      },
    ],
  }),
  ApiProblem(
    409,
    'lifecycle.not_published',
    'This version has not been published; cases migrate to published versions only',
  ),
  ApiProblem(409, 'lifecycle.no_live_cases', 'No live case is under another version that this change concerns'),
);

export const UNDOING_ORDER = applyDecorators(
  ApiParam({ name: 'migrationId', format: 'uuid' }),
  CHANGE_NOT_FOUND,
  CASES_NOT_FOUND,
  ApiProblem(409, 'lifecycle.not_undoable', 'This was the undoing of a migration; to go forward again, migrate again'),
);
