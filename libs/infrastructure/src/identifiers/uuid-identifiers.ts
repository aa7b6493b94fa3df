import { randomBytes } from 'node:crypto';
import { Identifiers } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';

export class UuidIdentifiers extends Identifiers {
  override next(): string {
    return uuidv7();
  }

  override randomBytes(count: number): Uint8Array {
    return randomBytes(count);
  }
}
