import { applyDecorators } from '@nestjs/common';
import { IsString, MaxLength, ValidateBy } from 'class-validator';

// Tab, line feed and carriage return may stand in a text; other control characters are never meant.
// eslint-disable-next-line no-control-regex -- finding control characters is what it is for
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A text a person wrote: no control characters, which no database column takes and no reader sees, and whole characters only. */
export function IsPlainText(maxLength: number): PropertyDecorator {
  return applyDecorators(
    IsString(),
    MaxLength(maxLength),
    ValidateBy({
      name: 'plainText',
      validator: {
        validate: (value: unknown) =>
          typeof value !== 'string' || (!CONTROL_CHARACTER.test(value) && value.isWellFormed()),
        defaultMessage: () => 'There are control characters or broken characters in the text',
      },
    }),
  );
}
