import {
  type Actor,
  asStaff,
  CaseNotFound,
  conversationActs,
  MessageNotFound,
  type TranslationMethod,
  type WorkflowCatalog,
} from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import type { CaseReader } from '../cases/case-reader.js';
import { rows } from '../database/sql.js';
import { type AttachmentRow, attachmentsOf } from './attachments/attachment-reader.js';
import { conversationEntries, type ConversationRow, MENTIONED } from './conversation-entries.js';

export interface Translation {
  readonly id: string;
  readonly language: string;
  /** Null where the words have been erased. */
  readonly text: string | null;
  readonly method: TranslationMethod;
  readonly translatorName: string;
  readonly translatedAt: Date;
}

/** What came with a message by mail: all of its text, and its attachments. */
export interface MailOfMessage {
  readonly wholeText: string | null;
  /** Of a mail that an officer put in: the address it came from. */
  readonly sender: string | null;
  readonly attachments: readonly AttachmentRow[];
}

/** What staff wrote for themselves. */
export interface NoteRow {
  readonly id: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly authorRole: string;
  readonly text: string | null;
  readonly erasedAt: Date | null;
  readonly erasedByName: string | null;
  readonly erasureReason: string | null;
  readonly language: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly writtenAt: Date;
}

/** Conversations and notes for somebody who may read them. The two never come from one statement. */
export class ConversationReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
    private readonly workflows: WorkflowCatalog,
  ) {}

  /**
   * Newest first, before an entry.
   * @throws CaseNotFound for an absent and for an invisible case alike.
   */
  async messages(
    actor: Actor,
    caseId: string,
    before: number | null,
    limit: number,
  ): Promise<readonly ConversationRow[]> {
    return conversationEntries(this.dataSource, caseId, await this.acts(actor, caseId), { before, limit });
  }

  /** @throws CaseNotFound, MessageNotFound */
  async message(
    actor: Actor,
    caseId: string,
    sequence: number,
  ): Promise<ConversationRow & MailOfMessage & { readonly translations: readonly Translation[] }> {
    const [entry] = await conversationEntries(this.dataSource, caseId, await this.acts(actor, caseId), { sequence });
    if (!entry) throw new MessageNotFound();
    const translations = await rows<Translation>(
      this.dataSource,
      `SELECT t.id, t.language, t.body AS text, t.method, p.display_name AS "translatorName", t.translated_at AS "translatedAt"
         FROM case_message_translations t JOIN people p ON p.id = t.translator_id
        WHERE t.case_id = $1 AND t.sequence = $2 ORDER BY t.id`,
      [caseId, sequence],
    );
    const [mail] = await rows<Pick<MailOfMessage, 'wholeText' | 'sender'>>(
      this.dataSource,
      'SELECT whole_text AS "wholeText", sender FROM inbound_replies WHERE case_id = $1 AND sequence = $2',
      [caseId, sequence],
    );
    const attachments = mail ? await attachmentsOf(this.dataSource, caseId, { sequence }) : [];
    // Where the words were erased, what they were taken from is not told either.
    const wholeText = entry.text === null ? null : (mail?.wholeText ?? null);
    return { ...entry, translations, wholeText, sender: mail?.sender ?? null, attachments };
  }

  /**
   * Newest first, before a note.
   * @throws CaseNotFound also to people of the requesting State, to whom notes do not exist.
   */
  async notes(actor: Actor, caseId: string, before: string | null, limit: number): Promise<readonly NoteRow[]> {
    const { requestingState } = await this.cases.read(actor, caseId);
    const staff = asStaff(actor, requestingState);
    if (!staff) throw new CaseNotFound();
    const visible = visibleTo(staff, 'c', 4);
    const found = await rows<NoteRow | { readonly id: null }>(
      this.dataSource,
      `SELECT n.id, n.author_id AS "authorId", p.display_name AS "authorName", n.author_role AS "authorRole", n.body AS text,
              n.erased_at AS "erasedAt", b.display_name AS "erasedByName", n.erasure_reason AS "erasureReason",
              n.language, ${MENTIONED('n.mentions')} AS mentions, n.written_at AS "writtenAt"
         FROM cases c
         LEFT JOIN LATERAL (SELECT * FROM case_notes WHERE case_id = c.id AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3) n ON TRUE
         LEFT JOIN people p ON p.id = n.author_id
         LEFT JOIN people b ON b.id = n.erased_by
        WHERE c.id = $1 AND ${visible.condition} ORDER BY n.id DESC`,
      [caseId, before, limit, ...visible.parameters],
    );
    if (found.length === 0) throw new CaseNotFound();
    return found.filter((note) => note.id !== null);
  }

  private async acts(actor: Actor, caseId: string): Promise<ReturnType<typeof conversationActs>> {
    const { workflow } = await this.cases.read(actor, caseId);
    return conversationActs(await this.workflows.get(workflow.id, workflow.version));
  }
}
