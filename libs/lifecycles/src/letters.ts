import { type Language, Letters, type LetterText } from '#libs/domain';
import { letters as technicalAssistance } from './technical-assistance/letters/letters.js';

const BOOKS: readonly Readonly<Record<Language, Readonly<Record<string, LetterText>>>>[] = [technicalAssistance];

/** The letters of every lifecycle, by name. */
export class LifecycleLetters extends Letters {
  override find(template: string, language: Language): LetterText | undefined {
    for (const book of BOOKS) {
      if (Object.hasOwn(book[language], template)) return book[language][template];
    }
    return undefined;
  }
}
