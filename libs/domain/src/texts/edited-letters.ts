import type { LetterFrame } from '../notifications/letters/letter-frames.js';
import { Letters, type LetterText } from '../notifications/letters/letters.js';
import type { Notice } from '../notifications/notice.js';
import type { Language } from '../people/actor.js';
import type { AccountLetterKind } from '../people/letters/account-letters.js';
import { accountTextKey, frameWith, letterFrom } from './text-catalogue.js';
import type { TextDocument } from './text-document.js';

/** The letters of one language as administrators have edited them; what they left alone is as it was shipped. */
export class EditedLetters extends Letters {
  override readonly events: readonly string[];

  /** @param texts fit their rules; what does not has been left out. */
  constructor(
    private readonly shipped: Letters,
    private readonly language: Language,
    private readonly texts: ReadonlyMap<string, TextDocument>,
  ) {
    super();
    this.events = shipped.events;
  }

  override notice(event: string): Notice | undefined {
    return this.shipped.notice(event);
  }

  override find(event: string, language: Language): LetterText | undefined {
    const edited = language === this.language ? this.texts.get(event) : undefined;
    return edited && 'subject' in edited ? letterFrom(edited) : this.shipped.find(event, language);
  }

  override account(kind: AccountLetterKind, language: Language): LetterText {
    const edited = language === this.language ? this.texts.get(accountTextKey(kind)) : undefined;
    return edited && 'subject' in edited ? letterFrom(edited) : this.shipped.account(kind, language);
  }

  override frame(language: Language): LetterFrame {
    const frame = this.shipped.frame(language);
    return language === this.language ? frameWith(frame, this.texts) : frame;
  }
}
