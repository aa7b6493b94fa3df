import {
  type Actor,
  type Canonical,
  CaseNotFound,
  CaseNotSealed,
  type CaseSeal,
  contentOfEvent,
  frameOfEvent,
} from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';
import { hashOfValue } from './audit-hash.js';
import { EVENT_COLUMNS, type EventRow } from './audited-rows.js';

/** What a State keeps: it can be checked with the public key alone, by a small program, long after and without this system. */
export interface CaseExtract {
  readonly format: 'upon-request/case-extract/1';
  readonly seal: CaseSeal;
  /** Ed25519 over the canonical form of the seal, Base64. */
  readonly signature: string;
  /** What the State asked for; null where it reads otherwise by now than the seal says (a draft that was edited on). */
  readonly request: Canonical;
  readonly entries: readonly {
    readonly frame: Canonical;
    /** Hexadecimal; null with the content, where it has been erased. */
    readonly salt: string | null;
    readonly content: Canonical;
  }[];
}

interface SealRow {
  readonly seal: CaseSeal | null;
  readonly signature: Buffer;
  readonly request: Canonical;
}

/** Extracts of the history of a case, for those who may see the case. */
export class CaseExtracts {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The history up to the latest seal.
   * @throws CaseNotFound, CaseNotSealed
   */
  latest(actor: Actor, caseId: string): Promise<CaseExtract> {
    return this.upTo(actor, caseId, 'true', 'DESC');
  }

  /**
   * The receipt of a request: the history up to the seal that first covers its submission.
   * @throws CaseNotFound, CaseNotSealed
   */
  receipt(actor: Actor, caseId: string): Promise<CaseExtract> {
    const coversSubmission = `EXISTS (SELECT FROM case_events e
      WHERE e.case_id = c.id AND e.occurred_at = c.submitted_at AND e.sequence <= s.case_sequence)`;
    return this.upTo(actor, caseId, coversSubmission, 'ASC');
  }

  private async upTo(actor: Actor, caseId: string, condition: string, order: 'ASC' | 'DESC'): Promise<CaseExtract> {
    const visible = visibleTo(actor, 'c', 2);
    const [row] = await rows<SealRow>(
      this.dataSource,
      `SELECT s.document AS seal, s.signature, c.request FROM cases c
         LEFT JOIN LATERAL (SELECT * FROM case_seals s WHERE s.case_id = c.id AND ${condition} ORDER BY s.case_sequence ${order} LIMIT 1) s ON true
        WHERE c.id = $1 AND ${visible.condition}`,
      [caseId, ...visible.parameters],
    );
    if (!row) throw new CaseNotFound();
    const { seal, signature, request } = row;
    if (!seal) throw new CaseNotSealed();
    return {
      format: 'upon-request/case-extract/1',
      seal,
      signature: signature.toString('base64'),
      request: hashOfValue(request).toString('hex') === seal.requestHash ? request : null,
      entries: await this.entries(caseId, seal.caseSequence),
    };
  }

  private async entries(caseId: string, upTo: number): Promise<CaseExtract['entries']> {
    const found = await rows<EventRow & { salt: Buffer | null; contentHash: Buffer }>(
      this.dataSource,
      `SELECT ${EVENT_COLUMNS}, a.salt, a.content_hash AS "contentHash"
         FROM audit_entries a JOIN case_events e ON e.case_id = a.case_id AND e.sequence = a.case_sequence
        WHERE a.case_id = $1 AND a.case_sequence <= $2 ORDER BY a.case_sequence`,
      [caseId, upTo],
    );
    return found.map((event) => ({
      frame: frameOfEvent(event, event.contentHash.toString('hex')),
      salt: event.salt?.toString('hex') ?? null,
      content: event.salt === null ? null : contentOfEvent(event),
    }));
  }
}
