import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const MENTION_NOT_POSSIBLE = ApiProblem(
  422,
  'messages.mention_not_possible',
  'Only people who may read this can be addressed by name',
  {
    errors: [{ pointer: '/mentions/0', code: 'mention_not_possible', message: 'This person cannot be addressed here' }],
  },
);

/** The header that leads to the next page (RFC 8288). */
export function nextPage(path: string, query: Readonly<Record<string, string | number>>): string {
  const parameters = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return `</api/v1/${path}?${parameters.toString()}>; rel="next"`;
}
