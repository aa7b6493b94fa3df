import { applyDecorators } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { NOT_SIGNED_IN } from '../cases/api-descriptions.js';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const CALENDAR_NOT_FOUND = ApiProblem(
  404,
  'sla.calendar_not_found',
  'There is no calendar of this office or State',
);

export const CALENDAR_PARAMETERS = applyDecorators(
  ApiParam({ name: 'kind', enum: ['offices', 'states'], example: 'offices' }),
  ApiParam({ name: 'code', example: 'ROMENA', description: 'Code of the office, or alpha-3 code of the State' }),
);

/** What every change of a calendar may be refused for. */
export function CalendarChange(pointer: string): MethodDecorator {
  return applyDecorators(
    NOT_SIGNED_IN,
    ApiProblem(
      403,
      'sla.calendar_not_yours',
      'A calendar is changed by an administrator, or by the head of the office it belongs to',
    ),
    CALENDAR_NOT_FOUND,
    ApiProblem(409, 'sla.deadline_beyond_horizon', 'With this calendar a running deadline would never be reached'),
    ApiProblem(422, 'sla.calendar_not_valid', 'The calendar cannot be saved as it is described', {
      errors: [
        { pointer: `${pointer}/hours/mon/0`, code: 'window_impossible', message: 'the window closes before it opens' },
      ],
    }),
    ApiProblem(503, 'database.away', 'The database cannot be reached'),
  );
}
