import { type Language, Letters, type LetterText, type Notice } from '#libs/domain';
import { letters } from './letters.js';
import { notices } from './notices.js';

/** The notices and letters of every lifecycle, by name. */
export class LifecycleLetters extends Letters {
  override readonly events: readonly string[] = Object.keys(notices);

  override notice(event: string): Notice | undefined {
    const book: Readonly<Record<string, Notice>> = notices;
    return Object.hasOwn(book, event) ? book[event] : undefined;
  }

  override find(event: string, language: Language): LetterText | undefined {
    const book: Readonly<Record<string, LetterText>> = letters[language];
    return Object.hasOwn(book, event) ? book[event] : undefined;
  }
}
