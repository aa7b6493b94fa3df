import { obstacleTo, sideOfRole } from '#libs/domain';
import type { AttachmentRow, ConversationRow, MailOfMessage, NoteRow, Translation } from '#libs/infrastructure';
import type { AttachmentView } from './attachment.dto.js';
import type { MessageView, MessageWithTranslationsView, NoteView } from './message.dto.js';

export function toMessageView(entry: ConversationRow): MessageView {
  const { sequence, kind, authorId, authorName, authorRole, text, language, mentions, source } = entry;
  return {
    ...{ sequence, kind, side: sideOfRole(authorRole) },
    ...{ authorId, authorName, authorRole, text, language, mentions, source },
    erasure: toErasureView(entry),
    writtenAt: entry.writtenAt.toISOString(),
    dueAt: entry.dueAt?.toISOString() ?? null,
    answeredBy: entry.answeredBy,
    answers: entry.answers,
  };
}

export function toMessageWithTranslationsView(
  entry: ConversationRow & MailOfMessage & { readonly translations: readonly Translation[] },
): MessageWithTranslationsView {
  return {
    ...toMessageView(entry),
    wholeText: entry.wholeText,
    sender: entry.sender,
    attachments: entry.attachments.map(toAttachmentView),
    translations: entry.translations.map(({ id, language, text, method, translatorName, translatedAt }) => ({
      ...{ id, language, text, isAuthentic: false as const, method, translatorName },
      translatedAt: translatedAt.toISOString(),
    })),
  };
}

export function toNoteView({ writtenAt, erasedAt, erasedByName, erasureReason, ...note }: NoteRow): NoteView {
  const erasure = toErasureView({ erasedAt, erasedByName, erasureReason });
  return { ...note, erasure, writtenAt: writtenAt.toISOString() };
}

function toErasureView({
  erasedAt,
  erasedByName,
  erasureReason,
}: Pick<NoteRow, 'erasedAt' | 'erasedByName' | 'erasureReason'>): NoteView['erasure'] {
  return erasedAt && { erasedAt: erasedAt.toISOString(), erasedByName, reason: erasureReason };
}

export function toAttachmentView({ receivedAt, settledAt, ...file }: AttachmentRow): AttachmentView {
  return {
    ...file,
    obstacle: obstacleTo(file),
    receivedAt: receivedAt.toISOString(),
    settledAt: settledAt?.toISOString() ?? null,
  };
}
