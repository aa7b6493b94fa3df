import type { AuditRecord, AuditTrail } from '#libs/domain';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { Sql } from '../database/sql.js';

/** What is known by a name has this id in the trail: the same name, the same id (RFC 9562, version 5). */
const NAMES = '019ab0c4-7c1e-7b6e-9a55-0d6f6c1b7f00';

/** Collects the records of a use case and writes them in one statement before the commit. */
export class PostgresAuditTrail implements AuditTrail {
  private readonly pending: AuditRecord[] = [];

  constructor(private readonly sql: Sql) {}

  append(record: AuditRecord): void {
    this.pending.push(record);
  }

  async flush(): Promise<void> {
    if (this.pending.length === 0) return;
    await this.sql.query(
      `INSERT INTO audit_records (id, kind, actor_id, subject_type, subject_id, detail)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::jsonb[])`,
      [
        this.pending.map(() => uuidv7()),
        this.pending.map(({ kind }) => kind),
        this.pending.map(({ actorId }) => actorId),
        this.pending.map(({ subject }) => subject.type),
        this.pending.map(({ subject }) => idOf(subject)),
        this.pending.map(({ detail }) => JSON.stringify(detail)),
      ],
    );
    this.pending.length = 0;
  }
}

function idOf(subject: AuditRecord['subject']): string {
  return 'id' in subject ? subject.id : uuidv5(`${subject.type} ${subject.key}`, NAMES);
}

/** Records one thing on its own, where the act is a single statement or nothing else is written. */
export async function recordAudit(sql: Sql, record: AuditRecord): Promise<void> {
  const trail = new PostgresAuditTrail(sql);
  trail.append(record);
  await trail.flush();
}
