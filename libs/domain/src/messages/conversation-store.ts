import type { NewMessage, NewNote, NewTranslation } from './conversation.js';

/** What an entry of a conversation is, and in which language it was said. */
export interface ConversationEntry {
  readonly kind: 'message' | 'question' | 'answer';
  readonly language: string;
}

/** The words people exchange about a case, within one transaction. */
export interface ConversationStore {
  addMessage(message: NewMessage): Promise<void>;
  addNote(note: NewNote): Promise<void>;
  addTranslation(translation: NewTranslation): Promise<void>;
  /** An entry of the conversation, if the case has one there. @param acts the names of the acts that ask and answer. */
  entry(
    caseId: string,
    sequence: number,
    acts: { readonly asking: readonly string[]; readonly answering: readonly string[] },
  ): Promise<ConversationEntry | null>;
  /** Says whether there were words left. Translations, the mail it came in and its attachments go with them. */
  eraseMessage(erasure: {
    readonly caseId: string;
    readonly sequence: number;
    readonly by: string;
    readonly reason: string;
  }): Promise<boolean>;
  eraseNote(erasure: {
    readonly caseId: string;
    readonly noteId: string;
    readonly by: string;
    readonly reason: string;
  }): Promise<'erased' | 'erased-already' | 'absent'>;
  /** Those of these people who may be addressed: who see the case, and for a note, who see it as staff. */
  whoMayRead(caseId: string, personIds: readonly string[], what: 'messages' | 'notes'): Promise<ReadonlySet<string>>;
}
