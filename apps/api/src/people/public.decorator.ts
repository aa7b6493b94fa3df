import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const IS_PUBLIC = 'people:public';

/** Marks one of the few routes that answer without a session. Everything else is closed. */
export function Public(): CustomDecorator {
  return SetMetadata(IS_PUBLIC, true);
}
