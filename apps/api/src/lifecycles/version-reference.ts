import { LifecycleVersionNotFound } from '#libs/domain';
import type { DefinitionReference } from '#libs/workflow';
import { ApiProblem } from '../openapi/api-problem.decorator.js';

export const VERSION_NOT_FOUND = ApiProblem(
  404,
  'lifecycle.version_not_found',
  'There is no such version of a lifecycle',
);

/** What cannot be the name of a version is as absent as any other. */
export function referenceFrom(id: string, version: string): DefinitionReference {
  if (!/^[a-z][a-z0-9-]{0,79}$/.test(id) || !/^[1-9]\d{0,8}$/.test(version)) throw new LifecycleVersionNotFound();
  return { id, version: Number(version) };
}
