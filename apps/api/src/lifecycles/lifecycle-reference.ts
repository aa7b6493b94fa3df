import { ChangeNotFound, LifecycleVersionNotFound } from '#libs/domain';
import type { DefinitionReference } from '#libs/workflow';
import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/** What cannot be the name of a version is as absent as any other. @throws LifecycleVersionNotFound */
export function referenceFrom(id: string, version: string): DefinitionReference {
  if (!/^[a-z][a-z0-9-]{0,79}$/.test(id) || !/^[1-9]\d{0,8}$/.test(version)) throw new LifecycleVersionNotFound();
  return { id, version: Number(version) };
}

/** What cannot be the id of a rehearsal or a migration is as absent as any other. */
export class ChangeIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new ChangeNotFound();
    return value.toLowerCase();
  }
}
