import type { Identifiers } from '../identifiers/identifiers.js';
import type { Actor, Language } from '../people/actor.js';
import { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { TextCatalogue } from './text-catalogue.js';
import type { TextDocument } from './text-document.js';
import { TextChangedMeanwhile, TextNotUsable, UnknownText } from './text.errors.js';
import { faultsOfText, isTextFor } from './text-faults.js';

/** An administrator puts other words in the place of shipped ones, or takes the shipped ones back. */
export class EditText {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
    private readonly catalogue: TextCatalogue,
  ) {}

  /**
   * @param document null goes back to the shipped text.
   * @returns the new version.
   * @throws UnknownText, TextNotUsable, TextChangedMeanwhile
   */
  async execute(
    actor: Actor,
    command: {
      readonly key: string;
      readonly language: Language;
      readonly seenVersion: number;
      readonly document: Readonly<Record<string, unknown>> | null;
    },
  ): Promise<number> {
    const { key, language, seenVersion } = command;
    const document = command.document === null ? null : this.checked(key, language, command.document);
    if (!this.catalogue.rule(key)) throw new UnknownText();

    return this.unitOfWork.run(async ({ texts, audit }) => {
      const present = await texts.lock(key, language);
      if (present !== seenVersion) throw new TextChangedMeanwhile(seenVersion, present);
      const version = present + 1;
      const id = this.identifiers.next();
      await texts.add({ id, key, language, version, document, changedBy: actor.personId });
      audit.append({
        kind: document === null ? 'text-reset' : 'text-edited',
        actorId: actor.personId,
        subject: { type: 'text', id },
        detail: { key, language, version },
      });
      return version;
    });
  }

  /** @throws UnknownText, TextNotUsable */
  checked(key: string, language: Language, document: unknown): TextDocument {
    const rule = this.catalogue.rule(key);
    if (!rule) throw new UnknownText();
    if (isTextFor(rule, language, document)) return document;
    throw new TextNotUsable(faultsOfText(rule, language, document));
  }
}
