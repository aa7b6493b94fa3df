import type { OpenAPIObject } from '@nestjs/swagger';
import { describedProblem } from './api-problem.decorator.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Every operation asks the database at least who is calling, and most whether they may. */
const ANYWHERE = [
  [403, 'people.not_permitted', 'This is for office-head or administrator'],
  [503, 'database.away', 'The database cannot be reached'],
] as const;
const OF_ONE_THING = [[404, 'http.not_found', 'No such address, or nothing there that you may see']] as const;
/** What is refused of a body before any operation sees it. */
const WITH_A_BODY = [
  [400, 'http.malformed_json', 'The body is not well-formed JSON'],
  [413, 'http.body_too_large', 'The body is larger than this address takes'],
  [415, 'http.media_type', 'Only application/json is taken here'],
] as const;

/** Adds the refusals any operation may give, where it does not describe one with that status itself. */
export function withEverywhere(document: OpenAPIObject): OpenAPIObject {
  for (const [address, path] of Object.entries(document.paths)) {
    for (const operation of METHODS.flatMap((method) => path[method] ?? [])) describe(operation, address.includes('{'));
  }
  return document;
}

function describe(operation: Operation, isOfOneThing: boolean): void {
  const refusals = [...ANYWHERE, ...(isOfOneThing ? OF_ONE_THING : []), ...(operation.requestBody ? WITH_A_BODY : [])];
  for (const [status, code, detail] of refusals) operation.responses[status] ??= describedProblem(status, code, detail);
}
