import { type Actor, type CaseRecord, DomainError } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { visibleTo } from '../access/visible-to.js';
import { rows } from '../database/sql.js';

/** What the backlog can be narrowed to. Each is a column kept with the case, in the same transaction. */
export interface CaseFilter {
  readonly requestingState?: string;
  readonly area?: string;
  readonly leadOffice?: string;
  readonly caseOfficerId?: string;
  readonly phase?: string;
  readonly urgency?: string;
  readonly isOpen?: boolean;
}

/** Allowed orders, with the columns that make them total. A page deep in the list costs what the first one does. */
const ORDERS = {
  '-changedAt': { column: 'changed_at', direction: 'DESC', comparison: '<', condition: 'TRUE' },
  nextDueAt: { column: 'next_due_at', direction: 'ASC', comparison: '>', condition: 'c.next_due_at IS NOT NULL' },
} as const;
export type CaseOrder = keyof typeof ORDERS;
export const CASE_ORDERS = Object.keys(ORDERS) as CaseOrder[];

export interface CaseSummary {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly title: string;
  readonly workflow: CaseRecord['workflow'];
  readonly requestingState: string;
  readonly area: string;
  readonly urgency: string;
  readonly sensitivity: string;
  readonly state: string;
  readonly phase: string;
  readonly holder: string;
  readonly isOpen: boolean;
  readonly leadOffice: string | null;
  readonly caseOfficerId: string | null;
  readonly nextDueAt: Date | null;
  readonly submittedAt: Date | null;
  readonly closedAt: Date | null;
  readonly changedAt: Date;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

export class CursorNotReadable extends DomainError {
  readonly code = 'list.cursor_invalid';
  readonly kind = 'invalid';
  override readonly errors = [
    { pointer: '/cursor', code: 'cursor', message: 'Take the cursor from the link of a page, unchanged' },
  ];

  constructor() {
    super('This cursor does not belong to this list');
  }
}

const COLUMN_OF: Readonly<Record<keyof CaseFilter, string>> = {
  requestingState: 'requesting_state',
  area: 'area',
  leadOffice: 'lead_office',
  caseOfficerId: 'case_officer_id',
  phase: 'phase',
  urgency: 'urgency',
  isOpen: 'is_open',
};

/** The list of cases somebody may see: the actor's scope is part of the query, not a filter after it. */
export class CaseList {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws CursorNotReadable */
  async page(
    actor: Actor,
    filter: CaseFilter,
    order: CaseOrder,
    limit: number,
    cursor: string | null,
  ): Promise<Page<CaseSummary>> {
    const { column, direction, comparison, condition } = ORDERS[order];
    const parameters: unknown[] = [limit + 1];
    const conditions: string[] = [condition];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;

    for (const [name, value] of Object.entries(filter) as [keyof CaseFilter, unknown][]) {
      conditions.push(`c.${COLUMN_OF[name]} = ${bind(value)}`);
    }
    if (cursor !== null) {
      const after = readCursor(cursor, order);
      conditions.push(`(c.${column}, c.id) ${comparison} (${bind(after.at)}::timestamptz, ${bind(after.id)}::uuid)`);
    }
    const visible = visibleTo(actor, 'c', parameters.length + 1);
    parameters.push(...visible.parameters);

    const found = await rows<CaseSummary>(
      this.dataSource,
      `SELECT c.id, c.reference, c.version, c.request->>'title' AS title, json_build_object('id', c.workflow_id, 'version', c.workflow_version) AS workflow, c.requesting_state AS "requestingState", c.area, c.urgency,
              c.sensitivity, c.state, c.phase, c.holder, c.is_open AS "isOpen", c.lead_office AS "leadOffice",
              c.case_officer_id AS "caseOfficerId", c.next_due_at AS "nextDueAt", c.submitted_at AS "submittedAt",
              c.closed_at AS "closedAt", c.changed_at AS "changedAt"
       FROM cases c WHERE ${conditions.join(' AND ')} AND ${visible.condition}
       ORDER BY c.${column} ${direction}, c.id ${direction} LIMIT $1`,
      parameters,
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const isLastPage = found.length <= limit || !last;
    const at = order === 'nextDueAt' ? last?.nextDueAt : last?.changedAt;
    return { items, nextCursor: isLastPage || !at ? null : writeCursor(order, at, last.id) };
  }
}

function writeCursor(order: CaseOrder, at: Date, id: string): string {
  return Buffer.from(`${order} ${at.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string, order: CaseOrder): { at: string; id: string } {
  const [itsOrder, at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const isWhole =
    itsOrder === order &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) &&
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  if (!isWhole || Number.isNaN(Date.parse(at))) throw new CursorNotReadable();
  return { at, id };
}
