import type { EffectivePreference, Language, Letters } from '#libs/domain';
import type { InboxEntry } from '#libs/infrastructure';
import type { NotificationView, PreferenceView } from './notifications.dto.js';

export function toNotificationView(entry: InboxEntry, letters: Letters, language: Language): NotificationView {
  return {
    id: entry.id,
    position: entry.position,
    event: entry.event,
    kind: letters.notice(entry.event)?.kind ?? null,
    words: letters.find(entry.event, language)?.[0] ?? entry.event,
    case: { id: entry.caseId, reference: entry.reference, title: entry.title },
    toldAt: entry.toldAt.toISOString(),
    readAt: entry.readAt?.toISOString() ?? null,
  };
}

export function toPreferenceView(
  preference: EffectivePreference,
  letters: Letters,
  language: Language,
): PreferenceView {
  const { event, kind, delivery, floor, isChosen } = preference;
  return { event, words: letters.find(event, language)?.[0] ?? event, kind, ...delivery, floor, isChosen };
}
