import { NewId } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';

export class UuidV7Id extends NewId {
  override make(): string {
    return uuidv7();
  }
}
