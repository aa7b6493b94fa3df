import { AccountNotFound } from '#libs/domain';
import { Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/** An id that cannot be one is as absent as any other. */
@Injectable()
export class PersonIdPipe implements PipeTransform<string, string> {
  transform(personId: string): string {
    if (!isUUID(personId)) throw new AccountNotFound();
    return personId;
  }
}
