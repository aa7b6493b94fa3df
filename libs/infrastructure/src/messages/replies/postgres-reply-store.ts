import { createHash } from 'node:crypto';
import type { Actor, AnsweredLetter, HeldReply, QuarantinedFile, ReplyRecord, ReplyStore } from '#libs/domain';
import { askingAsSystem, rowsForSystem } from '../../access/asking.js';
import { rows, type Sql } from '../../database/sql.js';
import { Readers } from '../../notifications/readers.js';
import { forgetFilesOf } from '../attachments/postgres-attachment-store.js';
import { hashOfReplyToken } from './reply-token.js';

export class PostgresReplyStore implements ReplyStore {
  constructor(private readonly sql: Sql) {}

  async letterWith(token: string): Promise<AnsweredLetter | null> {
    const [letter] = await rows<AnsweredLetter>(
      this.sql,
      `SELECT a.case_id AS "caseId", a.person_id AS "personId", p.email, a.expires_at <= now() AS "isExpired"
         FROM reply_addresses a JOIN people p ON p.id = a.person_id WHERE a.token_hash = $1`,
      [hashOfReplyToken(token)],
    );
    return letter ?? null;
  }

  async actor(personId: string): Promise<Actor | null> {
    return (await new Readers(this.sql).actor(personId)) ?? null;
  }

  async earlier(fingerprint: Uint8Array): Promise<Pick<ReplyRecord, 'outcome' | 'reason'> | null> {
    const key = Buffer.from(fingerprint);
    await this.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`reply ${key.toString('hex')}`]);
    const [found] = await rows<Pick<ReplyRecord, 'outcome' | 'reason'>>(
      this.sql,
      'SELECT outcome, reason FROM inbound_replies WHERE fingerprint = $1',
      [key],
    );
    return found ?? null;
  }

  async takenLately(personId: string): Promise<number> {
    const [answer] = await rows<{ count: number }>(
      this.sql,
      `SELECT count(*)::int AS count FROM inbound_replies
        WHERE person_id = $1 AND outcome = 'taken' AND received_at > now() - interval '1 hour'`,
      [personId],
    );
    return answer?.count ?? 0;
  }

  async waiting(sender: string): Promise<{ readonly all: number; readonly ofSenderLately: number }> {
    const [answer] = await rows<{ all: number; ofSenderLately: number }>(
      this.sql,
      `SELECT (SELECT count(*)::int FROM inbound_replies WHERE outcome = 'held') AS all,
              (SELECT count(*)::int FROM inbound_replies
                WHERE outcome = 'held' AND sender = $1 AND received_at > now() - interval '1 hour') AS "ofSenderLately"`,
      [sender],
    );
    return answer ?? { all: 0, ofSenderLately: 0 };
  }

  async lockHeld(replyId: string): Promise<HeldReply | null> {
    // On no case yet, so behind no wall; whether it is for whoever asks is decided by the case of its letter.
    const [held] = await rowsForSystem<HeldReply>(
      this.sql,
      `SELECT whole_text AS text, about_case_id AS "aboutCaseId" FROM inbound_replies WHERE id = $1 AND outcome = 'held' FOR UPDATE`,
      [replyId],
    );
    return held ?? null;
  }

  async assign(replyId: string, { caseId, sequence }: { caseId: string; sequence: number }): Promise<void> {
    await askingAsSystem(async () => {
      await this.sql.query(
        `UPDATE inbound_replies SET outcome = 'taken', reason = NULL, case_id = $2, sequence = $3 WHERE id = $1`,
        [replyId, caseId, sequence],
      );
      await this.sql.query('UPDATE quarantined_files SET case_id = $2 WHERE reply_id = $1', [replyId, caseId]);
    });
  }

  discard(replyId: string): Promise<boolean> {
    return askingAsSystem(async () => {
      const [held] = await rows(
        this.sql,
        `WITH gone AS (
           UPDATE inbound_replies SET outcome = 'discarded', whole_text = NULL, sender = NULL WHERE id = $1 AND outcome = 'held' RETURNING 1
         ) SELECT * FROM gone`,
        [replyId],
      );
      if (held === undefined) return false;
      await forgetFilesOf(this.sql, [replyId]);
      return true;
    });
  }

  async record(reply: ReplyRecord): Promise<void> {
    const { id, fingerprint, outcome, reason, caseId, personId, sequence, wholeText, held } = reply;
    await this.sql.query(
      `INSERT INTO inbound_replies (id, fingerprint, outcome, reason, case_id, person_id, sequence, whole_text, sender, about_case_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, Buffer.from(fingerprint), outcome, reason, caseId, personId, sequence, wholeText],
        ...[held?.sender ?? null, held?.aboutCaseId ?? null],
      ],
    );
    for (const file of reply.files) await this.quarantine(id, caseId, file);
  }

  /** The same content is kept once, however often it is sent. */
  private async quarantine(
    replyId: string,
    caseId: string | null,
    { id, name, declaredType, sniffedType, content }: QuarantinedFile,
  ): Promise<void> {
    const bytes = Buffer.from(content);
    const sha256 = createHash('sha256').update(bytes).digest();
    await this.sql.query(
      'INSERT INTO quarantined_contents (sha256, content) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT quarantined_contents_pk DO NOTHING',
      [sha256, bytes],
    );
    await this.sql.query(
      `INSERT INTO quarantined_files (id, reply_id, case_id, name, declared_type, sniffed_type, size_bytes, sha256)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, replyId, caseId, name, declaredType, sniffedType, bytes.length, sha256],
    );
  }
}
