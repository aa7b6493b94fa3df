export { AskAndAnswer } from './ask-and-answer.js';
export type { Attachment, AttachmentStatus, AttachmentStore } from './attachments/attachment.js';
export * from './attachments/attachment.errors.js';
export { type AttachmentObstacle, obstacleTo } from './attachments/permitted-types.js';
export { SettleAttachment } from './attachments/settle-attachment.js';
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
export { EraseWords, type Erasure } from './erasing/erase-words.js';
export * from './erasing/erasing.errors.js';
export * from './message.errors.js';
export { type MessagePosted, PostMessage } from './post-message.js';
export { asStaff, sideOfRole, type Side } from './sides.js';
export { type MessageTranslated, TranslateMessage } from './translate-message.js';
export { type NoteWritten, WriteNote } from './write-note.js';
export { ownWords } from './replies/own-words.js';
export {
  type AnsweredLetter,
  type HeldReply,
  type QuarantinedFile,
  ReplyAddresses,
  type ReplyRecord,
  type ReplyStore,
} from './replies/reply-store.js';
export * from './replies/held-reply.errors.js';
export { isIntakeDesk, SettleHeldReply } from './replies/settle-held-reply.js';
export { type InboundMail, type ReplyOutcome, TakeReply } from './replies/take-reply.js';
