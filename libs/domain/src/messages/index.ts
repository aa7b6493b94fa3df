export { AskAndAnswer } from './ask-and-answer.js';
export { peopleNamedIn } from './audience.js';
export {
  LONGEST_MESSAGE,
  MOST_MENTIONS,
  type MessageSource,
  type NewMessage,
  type NewNote,
  type NewTranslation,
  type TranslationMethod,
} from './conversation.js';
export { type ConversationActs, conversationActs } from './conversation-acts.js';
export type { ConversationEntry, ConversationStore } from './conversation-store.js';
export * from './message.errors.js';
export { type MessagePosted, PostMessage } from './post-message.js';
export { asStaff, sideOfRole, type Side } from './sides.js';
export { type MessageTranslated, TranslateMessage } from './translate-message.js';
export { type NoteWritten, WriteNote } from './write-note.js';
