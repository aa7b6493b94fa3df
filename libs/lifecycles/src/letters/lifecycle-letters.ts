import { type Language, Letters, type LetterText, type Notice } from '#libs/domain';
import { conversationLetters, conversationNotices } from './conversation.js';
import { letters } from './letters.js';
import { notices } from './notices.js';

const NOTICES: Readonly<Record<string, Notice>> = { ...notices, ...conversationNotices };

/** The notices and letters of every lifecycle and of the conversation on a case, by name. */
export class LifecycleLetters extends Letters {
  override readonly events: readonly string[] = Object.keys(NOTICES);

  override notice(event: string): Notice | undefined {
    return Object.hasOwn(NOTICES, event) ? NOTICES[event] : undefined;
  }

  override find(event: string, language: Language): LetterText | undefined {
    const books: readonly Readonly<Record<string, LetterText>>[] = [letters[language], conversationLetters[language]];
    return books.find((book) => Object.hasOwn(book, event))?.[event];
  }
}
