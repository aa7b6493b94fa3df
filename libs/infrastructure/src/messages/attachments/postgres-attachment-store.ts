import type { Attachment, AttachmentStore } from '#libs/domain';
import { askingAsSystem } from '../../access/asking.js';
import { rows, type Sql } from '../../database/sql.js';

/** The name of a file can be what has to be forgotten. */
const NO_NAME = '—';

export class PostgresAttachmentStore implements AttachmentStore {
  constructor(private readonly sql: Sql) {}

  async lock(caseId: string, attachmentId: string): Promise<Attachment | null> {
    const [found] = await rows<Attachment>(
      this.sql,
      `SELECT f.id, f.case_id AS "caseId", r.sequence, f.name, f.declared_type AS "declaredType", f.sniffed_type AS "sniffedType", f.status
         FROM quarantined_files f JOIN inbound_replies r ON r.id = f.reply_id
        WHERE f.id = $2 AND f.case_id = $1 FOR UPDATE OF f`,
      [caseId, attachmentId],
    );
    return found ?? null;
  }

  async settle({ id, status, by, reason }: Parameters<AttachmentStore['settle']>[0]): Promise<void> {
    const [file] = await rows<{ sha256: Buffer | null }>(
      this.sql,
      'SELECT sha256 FROM quarantined_files WHERE id = $1',
      [id],
    );
    await this.sql.query(
      `UPDATE quarantined_files SET status = $2, settled_by = $3, settled_at = now(), reason = $4,
              sha256 = CASE WHEN $2 = 'discarded' THEN NULL ELSE sha256 END WHERE id = $1`,
      [id, status, by, reason],
    );
    if (status === 'discarded' && file?.sha256) await forgetContents(this.sql, [file.sha256]);
  }
}

/** Throws contents away that no file needs any more. */
async function forgetContents(sql: Sql, hashes: readonly Buffer[]): Promise<void> {
  // A content may belong to files on cases of others as well, whom nobody is told of here.
  await askingAsSystem(() =>
    sql.query(
      `DELETE FROM quarantined_contents c
        WHERE c.sha256 = ANY($1::bytea[]) AND NOT EXISTS (SELECT FROM quarantined_files f WHERE f.sha256 = c.sha256)`,
      [hashes],
    ),
  );
}

/** Empties the mail a message came in: its whole text, and its files with their names. */
export async function forgetMailOf(
  sql: Sql,
  { caseId, sequence, by, reason }: { caseId: string; sequence: number; by: string; reason: string },
): Promise<void> {
  await sql.query('UPDATE inbound_replies SET whole_text = NULL, sender = NULL WHERE case_id = $1 AND sequence = $2', [
    caseId,
    sequence,
  ]);
  const files = await rows<{ id: string; sha256: Buffer | null }>(
    sql,
    `SELECT f.id, f.sha256 FROM quarantined_files f JOIN inbound_replies r ON r.id = f.reply_id
      WHERE r.case_id = $1 AND r.sequence = $2 FOR UPDATE OF f`,
    [caseId, sequence],
  );
  if (files.length === 0) return;
  await sql.query(
    `UPDATE quarantined_files SET name = $4, status = 'discarded', sha256 = NULL, settled_by = $2, settled_at = now(), reason = $3
      WHERE id = ANY($1::uuid[])`,
    [files.map(({ id }) => id), by, reason, NO_NAME],
  );
  await forgetContents(
    sql,
    files.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])),
  );
}

/** Files of mails that came to no case: nothing is left of them. */
export async function forgetFilesOf(sql: Sql, replyIds: readonly string[]): Promise<void> {
  const files = await rows<{ sha256: Buffer | null }>(
    sql,
    `WITH gone AS (DELETE FROM quarantined_files WHERE reply_id = ANY($1::uuid[]) AND case_id IS NULL RETURNING sha256)
     SELECT sha256 FROM gone`,
    [replyIds],
  );
  await forgetContents(
    sql,
    files.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])),
  );
}
