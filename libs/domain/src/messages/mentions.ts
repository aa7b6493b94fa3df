import type { ConversationStore } from './conversation-store.js';
import { MentionNotPossible } from './message.errors.js';

/**
 * Whom a writing addresses by name, without repetition and without its author.
 * @throws MentionNotPossible naming every place at which somebody stands who may not read it.
 */
export async function checkedMentions(
  conversation: ConversationStore,
  caseId: string,
  mentions: readonly string[],
  what: 'messages' | 'notes',
  authorId: string,
): Promise<readonly string[]> {
  const others = [...new Set(mentions)].filter((personId) => personId !== authorId);
  if (others.length === 0) return [];
  const readers = await conversation.whoMayRead(caseId, others, what);
  const places = mentions.flatMap((personId, place) => (personId === authorId || readers.has(personId) ? [] : [place]));
  if (places.length > 0) throw new MentionNotPossible(places);
  return others;
}
