import type { Letters } from '../notifications/letters/letters.js';
import type { Language } from '../people/actor.js';
import { EditedLetters } from './edited-letters.js';
import type { TextCatalogue } from './text-catalogue.js';
import type { TextDocument } from './text-document.js';
import { isTextFor } from './text-faults.js';

/** The texts as administrators left them. */
export abstract class EditedTexts {
  /** The words that hold now in a language, by key, as they are stored: nothing is promised about their form. */
  abstract inForce(language: Language): Promise<ReadonlyMap<string, unknown>>;
}

/** Which words letters are made of at this moment. */
export class LettersInForce {
  constructor(
    private readonly shipped: Letters,
    private readonly catalogue: TextCatalogue,
    private readonly edited: EditedTexts,
    /** Told of an edited text that cannot be used, since a rule has changed under it. */
    private readonly onUnusable: (key: string, language: Language) => void,
  ) {}

  /** An edited text that no longer fits its rule stops no letter: the shipped one is sent, and an operator is told. */
  async of(language: Language): Promise<Letters> {
    const usable = new Map<string, TextDocument>();
    for (const [key, document] of await this.edited.inForce(language)) {
      const rule = this.catalogue.rule(key);
      if (!rule) continue;
      if (isTextFor(rule, language, document)) usable.set(key, document);
      else this.onUnusable(key, language);
    }
    return usable.size === 0 ? this.shipped : new EditedLetters(this.shipped, language, usable);
  }
}
