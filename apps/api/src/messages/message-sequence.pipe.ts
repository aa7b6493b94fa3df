import { MessageNotFound } from '#libs/domain';
import type { PipeTransform } from '@nestjs/common';

/** A place that no history has is as absent as any other. */
export class MessageSequencePipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new MessageNotFound();
    return Number(value);
  }
}
