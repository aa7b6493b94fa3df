import { type Actor, AttachmentNotFound, AttachmentNotReleased, type AttachmentStatus } from '#libs/domain';
import type { DataSource } from 'typeorm';
import type { CaseReader } from '../../cases/case-reader.js';
import { rows, type Sql } from '../../database/sql.js';

/** An attachment of an answer by mail, without its content. */
export interface AttachmentRow {
  readonly id: string;
  /** The message it came with. */
  readonly sequence: number;
  readonly name: string;
  readonly declaredType: string;
  readonly sniffedType: string | null;
  readonly sizeBytes: number;
  readonly status: AttachmentStatus;
  readonly receivedAt: Date;
  readonly settledByName: string | null;
  readonly settledAt: Date | null;
  readonly reason: string | null;
}

interface Selection {
  readonly sequence?: number;
  readonly status?: AttachmentStatus | null;
  readonly before?: string | null;
  readonly limit?: number;
}

/** What came with answers by mail, for whoever may see the case. */
export class AttachmentReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cases: CaseReader,
  ) {}

  /**
   * Newest first, before one of them.
   * @throws CaseNotFound for an absent and for an invisible case alike.
   */
  async list(
    actor: Actor,
    caseId: string,
    selection: { readonly status: AttachmentStatus | null; readonly before: string | null; readonly limit: number },
  ): Promise<readonly AttachmentRow[]> {
    await this.cases.read(actor, caseId);
    return attachmentsOf(this.dataSource, caseId, selection);
  }

  /** @throws CaseNotFound, AttachmentNotFound, AttachmentNotReleased */
  async content(
    actor: Actor,
    caseId: string,
    attachmentId: string,
  ): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer }> {
    await this.cases.read(actor, caseId);
    const [file] = await rows<{
      name: string;
      type: string | null;
      status: AttachmentStatus;
      content: Buffer | null;
    }>(
      this.dataSource,
      `SELECT f.name, f.sniffed_type AS type, f.status, b.content
         FROM quarantined_files f LEFT JOIN quarantined_contents b ON b.sha256 = f.sha256 AND f.status = 'released'
        WHERE f.id = $2 AND f.case_id = $1`,
      [caseId, attachmentId],
    );
    if (!file) throw new AttachmentNotFound();
    const { name, type, status, content } = file;
    if (content === null || type === null) throw new AttachmentNotReleased(status);
    return { name, type, content };
  }
}

/** Attachments on a case, newest first, for somebody who may see the case. */
export function attachmentsOf(
  sql: Sql,
  caseId: string,
  { sequence, status = null, before = null, limit }: Selection,
): Promise<readonly AttachmentRow[]> {
  return rows<AttachmentRow>(
    sql,
    `SELECT f.id, r.sequence, f.name, f.declared_type AS "declaredType", f.sniffed_type AS "sniffedType",
            f.size_bytes AS "sizeBytes", f.status, r.received_at AS "receivedAt", p.display_name AS "settledByName",
            f.settled_at AS "settledAt", f.reason
       FROM quarantined_files f JOIN inbound_replies r ON r.id = f.reply_id LEFT JOIN people p ON p.id = f.settled_by
      WHERE f.case_id = $1 AND ($2::int IS NULL OR r.sequence = $2) AND ($3::text IS NULL OR f.status = $3)
        AND ($4::uuid IS NULL OR f.id < $4)
      ORDER BY f.id DESC LIMIT $5`,
    [caseId, sequence ?? null, status, before, limit ?? null],
  );
}
