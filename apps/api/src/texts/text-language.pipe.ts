import { type Language, LANGUAGES, UnknownText } from '#libs/domain';
import type { PipeTransform } from '@nestjs/common';

/** There are texts in the six official languages, and none in others. */
export class TextLanguagePipe implements PipeTransform<string, Language> {
  transform(value: string): Language {
    const language = LANGUAGES.find((known) => known === value);
    if (!language) throw new UnknownText();
    return language;
  }
}
