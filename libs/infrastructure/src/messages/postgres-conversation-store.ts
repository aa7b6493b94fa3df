import {
  type Actor,
  asStaff,
  type ConversationActs,
  type ConversationEntry,
  type ConversationStore,
  type NewMessage,
  type NewNote,
  type NewTranslation,
} from '#libs/domain';
import { rowsForSystem } from '../access/asking.js';
import { visibleTo } from '../access/visible-to.js';
import { rows, type Sql } from '../database/sql.js';
import { ROLES_IN_FORCE } from '../people/roles-in-force.js';
import { forgetMailOf } from './attachments/postgres-attachment-store.js';
import { conversationEntries } from './conversation-entries.js';

export class PostgresConversationStore implements ConversationStore {
  constructor(private readonly sql: Sql) {}

  async addMessage({ caseId, sequence, text, language, mentions, source }: NewMessage): Promise<void> {
    await this.sql.query(
      'INSERT INTO case_messages (case_id, sequence, body, language, mentions, source) VALUES ($1, $2, $3, $4, $5, $6)',
      [caseId, sequence, text, language, mentions, source],
    );
  }

  async addNote(note: NewNote): Promise<void> {
    await this.sql.query(
      `INSERT INTO case_notes (id, case_id, author_id, author_role, body, language, mentions, written_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[note.id, note.caseId, note.authorId, note.authorRole, note.text, note.language, note.mentions],
        note.writtenAt,
      ],
    );
  }

  async addTranslation(translation: NewTranslation): Promise<void> {
    const { id, caseId, sequence, language, text, method, translatorId, translatedAt } = translation;
    await this.sql.query(
      `INSERT INTO case_message_translations (id, case_id, sequence, language, body, method, translator_id, translated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, caseId, sequence, language, text, method, translatorId, translatedAt],
    );
  }

  async entry(caseId: string, sequence: number, acts: ConversationActs): Promise<ConversationEntry | null> {
    const [found] = await conversationEntries(this.sql, caseId, acts, { sequence });
    return found ? { kind: found.kind, language: found.language } : null;
  }

  async eraseMessage({
    caseId,
    sequence,
    by,
    reason,
  }: Parameters<ConversationStore['eraseMessage']>[0]): Promise<boolean> {
    const erased = await rows(
      this.sql,
      `WITH erased AS (
         UPDATE case_messages SET body = NULL, erased_at = now(), erased_by = $3, erasure_reason = $4
          WHERE case_id = $1 AND sequence = $2 AND erased_at IS NULL RETURNING 1
       ) SELECT * FROM erased`,
      [caseId, sequence, by, reason],
    );
    if (erased.length === 0) return false;
    await this.sql.query(
      `UPDATE case_message_translations SET body = NULL, erased_at = now(), erased_by = $3, erasure_reason = $4
        WHERE case_id = $1 AND sequence = $2 AND erased_at IS NULL`,
      [caseId, sequence, by, reason],
    );
    await forgetMailOf(this.sql, { caseId, sequence, by, reason });
    return true;
  }

  async eraseNote({
    caseId,
    noteId,
    by,
    reason,
  }: Parameters<ConversationStore['eraseNote']>[0]): Promise<'erased' | 'erased-already' | 'absent'> {
    const [note] = await rows<{ isErased: boolean }>(
      this.sql,
      'SELECT erased_at IS NOT NULL AS "isErased" FROM case_notes WHERE id = $2 AND case_id = $1 FOR UPDATE',
      [caseId, noteId],
    );
    if (!note) return 'absent';
    if (note.isErased) return 'erased-already';
    await this.sql.query(
      'UPDATE case_notes SET body = NULL, erased_at = now(), erased_by = $2, erasure_reason = $3 WHERE id = $1',
      [noteId, by, reason],
    );
    return 'erased';
  }

  async whoMayRead(
    caseId: string,
    personIds: readonly string[],
    what: 'messages' | 'notes',
  ): Promise<ReadonlySet<string>> {
    const people = await rows<Actor & { readonly requestingState: string }>(
      this.sql,
      `SELECT p.id AS "personId", p.display_name AS "displayName", p.language, p.is_cleared AS "isCleared",
              ${ROLES_IN_FORCE} AS roles, c.requesting_state AS "requestingState"
         FROM people p JOIN cases c ON c.id = $2 WHERE p.id = ANY($1::uuid[]) AND p.deactivated_at IS NULL`,
      [personIds, caseId],
    );
    const readers = new Set<string>();
    for (const person of people) {
      const reader = what === 'notes' ? asStaff(person, person.requestingState) : person;
      if (reader && (await this.sees(caseId, reader))) readers.add(person.personId);
    }
    return readers;
  }

  private async sees(caseId: string, reader: Actor): Promise<boolean> {
    const { condition, parameters } = visibleTo(reader, 'c', 2);
    const seen = await rowsForSystem(this.sql, `SELECT 1 FROM cases c WHERE c.id = $1 AND ${condition}`, [
      caseId,
      ...parameters,
    ]);
    return seen.length > 0;
  }
}
