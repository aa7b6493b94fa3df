import { HeldReplyNotFound } from '#libs/domain';
import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/** An id that cannot be one is as absent as any other. */
export class HeldReplyIdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!isUUID(value)) throw new HeldReplyNotFound();
    return value.toLowerCase();
  }
}
