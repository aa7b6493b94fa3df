import type { ConversationActs, MessageSource } from '#libs/domain';
import { rows, type Sql } from '../database/sql.js';

/** An entry of the conversation on a case: a message, or the question or answer of an act. */
export interface ConversationRow {
  readonly sequence: number;
  readonly kind: 'message' | 'question' | 'answer';
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly authorRole: string;
  /** Null where the words have been erased. */
  readonly text: string | null;
  readonly erasedAt: Date | null;
  readonly erasedByName: string | null;
  readonly erasureReason: string | null;
  readonly language: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly source: MessageSource;
  readonly writtenAt: Date;
  /** Of a question that waits: until when the State is to answer, by its own time limit. */
  readonly dueAt: Date | null;
  /** Of a question: the entry of the act that answered it. */
  readonly answeredBy: number | null;
  /** Of an answer: the latest question before it. */
  readonly answers: number | null;
}

interface Selection {
  readonly sequence?: number;
  readonly before?: number | null;
  readonly limit?: number;
}

/** People by their ids, in the order of the ids. */
export const MENTIONED = (ids: string): string =>
  `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'name', q.display_name) ORDER BY q.id), '[]')
      FROM people q WHERE q.id = ANY(${ids}))`;

/**
 * The conversation of a case, newest first, for somebody who may see the case. Questions and answers are the acts of the
 * history themselves, so that a question asked in any way is in the conversation, and there is one text of it. The
 * clock of the State that a question opened began with it, which is how its due date is found.
 */
export function conversationEntries(
  sql: Sql,
  caseId: string,
  { asking, answering }: ConversationActs,
  { sequence, before, limit = 1 }: Selection,
): Promise<readonly ConversationRow[]> {
  return rows<ConversationRow>(
    sql,
    `WITH entries AS (
       SELECT e.case_id, e.sequence, e.actor_id, e.actor_role, e.occurred_at, e.detail->'input' AS input,
              CASE WHEN e.type = 'message-posted' THEN 'message' WHEN e.name = ANY($2::text[]) THEN 'question' ELSE 'answer' END AS kind
         FROM case_events e
        WHERE e.case_id = $1 AND (e.type = 'message-posted' OR (e.type = 'moved' AND e.name = ANY($2::text[] || $3::text[])))
          AND ($4::int IS NULL OR e.sequence = $4) AND ($5::int IS NULL OR e.sequence < $5)
        ORDER BY e.sequence DESC LIMIT $6
     )
     SELECT e.sequence, e.kind, e.actor_id AS "authorId", p.display_name AS "authorName", e.actor_role AS "authorRole",
            CASE e.kind WHEN 'message' THEN m.body ELSE e.input->>e.kind END AS text,
            m.erased_at AS "erasedAt", b.display_name AS "erasedByName", m.erasure_reason AS "erasureReason",
            coalesce(m.language, p.language, 'en') AS language, ${MENTIONED('m.mentions')} AS mentions,
            coalesce(m.source, 'web') AS source, e.occurred_at AS "writtenAt",
            CASE WHEN e.kind = 'question' THEN (
              SELECT k.due_at FROM clocks k WHERE k.case_id = e.case_id AND k.opened_at = e.occurred_at AND k.closed_at IS NULL
               ORDER BY k.due_at LIMIT 1) END AS "dueAt",
            CASE WHEN e.kind = 'question' THEN (
              SELECT min(a.sequence) FROM case_events a
               WHERE a.case_id = e.case_id AND a.sequence > e.sequence AND a.type = 'moved' AND a.name = ANY($3::text[])) END AS "answeredBy",
            CASE WHEN e.kind = 'answer' THEN (
              SELECT max(q.sequence) FROM case_events q
               WHERE q.case_id = e.case_id AND q.sequence < e.sequence AND q.type = 'moved' AND q.name = ANY($2::text[])) END AS answers
       FROM entries e
       LEFT JOIN case_messages m ON m.case_id = e.case_id AND m.sequence = e.sequence
       LEFT JOIN people p ON p.id = e.actor_id
       LEFT JOIN people b ON b.id = m.erased_by
      ORDER BY e.sequence DESC`,
    [caseId, asking, answering, sequence ?? null, before ?? null, limit],
  );
}
