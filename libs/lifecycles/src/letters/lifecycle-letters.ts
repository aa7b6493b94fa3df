import { type Language, Letters, type LetterText } from '#libs/domain';
import { letters } from './letters.js';

/** The letters of every lifecycle, by name. */
export class LifecycleLetters extends Letters {
  override find(template: string, language: Language): LetterText | undefined {
    const book: Readonly<Record<string, LetterText>> = letters[language];
    return Object.hasOwn(book, template) ? book[template] : undefined;
  }
}
