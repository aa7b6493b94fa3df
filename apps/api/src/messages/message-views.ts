import { sideOfRole } from '#libs/domain';
import type { ConversationRow, NoteRow, Translation } from '#libs/infrastructure';
import type { MessageView, MessageWithTranslationsView, NoteView } from './message.dto.js';

export function toMessageView(entry: ConversationRow): MessageView {
  const { sequence, kind, authorId, authorName, authorRole, text, language, mentions, source } = entry;
  return {
    ...{ sequence, kind, side: sideOfRole(authorRole) },
    ...{ authorId, authorName, authorRole, text, language, mentions, source },
    writtenAt: entry.writtenAt.toISOString(),
    dueAt: entry.dueAt?.toISOString() ?? null,
    answeredBy: entry.answeredBy,
    answers: entry.answers,
  };
}

export function toMessageWithTranslationsView(
  entry: ConversationRow & { readonly translations: readonly Translation[] },
): MessageWithTranslationsView {
  return {
    ...toMessageView(entry),
    translations: entry.translations.map(({ id, language, text, method, translatorName, translatedAt }) => ({
      ...{ id, language, text, isAuthentic: false as const, method, translatorName },
      translatedAt: translatedAt.toISOString(),
    })),
  };
}

export function toNoteView({ writtenAt, ...note }: NoteRow): NoteView {
  return { ...note, writtenAt: writtenAt.toISOString() };
}
