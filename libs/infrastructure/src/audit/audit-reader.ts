import type { DataSource } from 'typeorm';
import { rowsForSystem } from '../access/asking.js';
import { rows } from '../database/sql.js';

/** A record of the trail: ids and codes, no names and no word of a case. */
export interface ReadAuditRecord {
  readonly id: string;
  readonly kind: string;
  readonly actorId: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
  /** Its number in the chain, by which `cli audit verify` names it; null until it is sealed. */
  readonly entry: string | null;
}

export interface AuditFilter {
  readonly kind?: string;
  readonly actorId?: string;
  readonly subjectId?: string;
  readonly fromAt?: Date;
  readonly toAt?: Date;
}

/** Where the chain stands. Whoever writes it down can hold a later chain against it. */
export interface ChainHead {
  readonly entry: string;
  /** SHA-256 over everything up to this entry, in hexadecimal. */
  readonly chainHash: string;
  readonly sealedAt: Date;
}

/** The audit trail, for those whose work it is. Row-level security shows it to nobody else. */
export class AuditReader {
  constructor(private readonly dataSource: DataSource) {}

  /** The latest first. @param before the last record of the page before. */
  async records(
    filter: AuditFilter,
    limit: number,
    before?: { readonly occurredAt: Date; readonly id: string },
  ): Promise<readonly ReadAuditRecord[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown): string => `$${parameters.push(value)}`;
    const conditions = [
      ...(filter.kind === undefined ? [] : [`r.kind = ${given(filter.kind)}`]),
      ...(filter.actorId === undefined ? [] : [`r.actor_id = ${given(filter.actorId)}`]),
      ...(filter.subjectId === undefined ? [] : [`r.subject_id = ${given(filter.subjectId)}`]),
      ...(filter.fromAt === undefined ? [] : [`r.occurred_at >= ${given(filter.fromAt)}`]),
      ...(filter.toAt === undefined ? [] : [`r.occurred_at < ${given(filter.toAt)}`]),
      ...(before === undefined
        ? []
        : [`(r.occurred_at, r.id) < (${given(before.occurredAt)}::timestamptz, ${given(before.id)}::uuid)`]),
    ];
    const found = await rows<Omit<ReadAuditRecord, 'entry'>>(
      this.dataSource,
      `SELECT r.id, r.kind, r.actor_id AS "actorId", r.subject_type AS "subjectType", r.subject_id AS "subjectId", r.detail,
              r.occurred_at AS "occurredAt"
         FROM audit_records r
        ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
        ORDER BY r.occurred_at DESC, r.id DESC LIMIT ${given(limit)}`,
      parameters,
    );
    const entries = await this.entriesOf(found.map(({ id }) => id));
    return found.map((record) => ({ ...record, entry: entries.get(record.id) ?? null }));
  }

  /** Null while nothing has been sealed. */
  async head(): Promise<ChainHead | null> {
    const [head] = await rowsForSystem<ChainHead>(
      this.dataSource,
      `SELECT sequence AS entry, encode(chain_hash, 'hex') AS "chainHash", sealed_at AS "sealedAt"
         FROM audit_entries ORDER BY sequence DESC LIMIT 1`,
      [],
    );
    return head ?? null;
  }

  /** The chain runs over the histories of all cases, so it stands behind their wall; numbers and hashes tell of none. */
  private async entriesOf(recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sealed = await rowsForSystem<{ recordId: string; entry: string }>(
      this.dataSource,
      'SELECT record_id AS "recordId", sequence AS entry FROM audit_entries WHERE record_id = ANY($1::uuid[])',
      [recordIds],
    );
    return new Map(sealed.map(({ recordId, entry }) => [recordId, entry]));
  }
}
