import { applyDecorators, type Type } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

/** What is alike in the description of every list of reference data. */
export function DescribeList(summary: string, list: Type): MethodDecorator {
  return applyDecorators(
    ApiBearerAuth('session'),
    ApiOperation({ summary, description: 'The whole list in one answer: it is short and changes a few times a year.' }),
    ApiHeader({ name: 'Accept-Language', required: false, example: 'fr', description: 'ar, en, es, fr, ru or zh' }),
    ApiHeader({ name: 'If-None-Match', required: false, description: 'The ETag of a copy the caller holds' }),
    ApiOkResponse({
      type: list,
      headers: {
        ETag: {
          schema: { type: 'string' },
          description: 'Changes with the data and the language',
          example: '"1-c4d8b7f0d83f.1-fr"',
        },
        'Content-Language': { schema: { type: 'string' }, description: 'The languages of the names', example: 'fr' },
        'Cache-Control': { schema: { type: 'string' }, example: 'private, max-age=60, must-revalidate' },
      },
    }),
    ApiResponse({ status: 304, description: 'The caller’s copy is still right' }),
    ApiProblem(401, 'people.not_signed_in', 'There is no session in force with this request'),
    ApiProblem(422, 'http.invalid_request', 'One thing in the request is not right', {
      errors: [
        { pointer: '/names', code: 'isIn', message: 'names must be one of the following values: preferred, all' },
      ],
    }),
    ApiProblem(503, 'database.away', 'The database cannot be reached'),
  );
}

/** A list whose filters name entries of other lists. */
export function DescribeFilteredList(summary: string, list: Type, filter: string, what: string): MethodDecorator {
  return applyDecorators(
    DescribeList(summary, list),
    ApiProblem(422, 'reference_data.filter_unknown', 'A filter names something that does not exist', {
      errors: [{ pointer: `/${filter}`, code: 'unknown_reference', message: `There is no ${what} with this code` }],
    }),
  );
}
