import type { Actor, CaseRecord } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { waysToSee, type WayToSee } from '../access/visible-to.js';
import { rows } from '../database/sql.js';
import { afterCursor, type CaseOrder, cursorAfter, inOrder, orderedBy } from './case-order.js';

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

const COLUMN_OF: Readonly<Record<keyof CaseFilter, string>> = {
  requestingState: 'requesting_state',
  area: 'area',
  leadOffice: 'lead_office',
  caseOfficerId: 'case_officer_id',
  phase: 'phase',
  urgency: 'urgency',
  isOpen: 'is_open',
};

const SUMMARY = `c.id, c.reference, c.version, c.request->>'title' AS title,
  json_build_object('id', c.workflow_id, 'version', c.workflow_version) AS workflow,
  c.requesting_state AS "requestingState", c.area, c.urgency, c.sensitivity, c.state, c.phase, c.holder, c.is_open AS "isOpen",
  c.lead_office AS "leadOffice", c.case_officer_id AS "caseOfficerId", c.next_due_at AS "nextDueAt",
  c.submitted_at AS "submittedAt", c.closed_at AS "closedAt", c.changed_at AS "changedAt"`;

/** The list of cases somebody may see: the actor's scope is part of the query, not a filter after it. */
export class CaseList {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * A page deep in the list costs what the first one does: every way in which the actor sees cases walks an index in the
   * order of the list, from the cursor on, for no more than a page.
   * @throws CursorNotReadable
   */
  async page(
    actor: Actor,
    filter: CaseFilter,
    order: CaseOrder,
    limit: number,
    cursor: string | null,
  ): Promise<Page<CaseSummary>> {
    const { text, parameters } = pageOf(actor, filter, order, limit + 1, cursor);
    const found = await rows<CaseSummary>(this.dataSource, text, parameters);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length <= limit || !last ? null : cursorAfter(order, last) };
  }
}

/** The statement of a page. @throws CursorNotReadable */
export function pageOf(
  actor: Actor,
  filter: CaseFilter,
  order: CaseOrder,
  count: number,
  cursor: string | null,
): { readonly text: string; readonly parameters: readonly unknown[] } {
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${parameters.push(value)}`;
  const wanted = Object.entries(filter).map(
    ([name, value]) => `c.${COLUMN_OF[name as keyof CaseFilter]} = ${bind(value)}`,
  );
  if (cursor !== null) wanted.push(afterCursor(order, 'c', cursor, bind));

  // The number is part of the text: for a placeholder the planner would count on a tenth of all cases.
  const inOrderOfList = `ORDER BY ${inOrder(order, 'c')} LIMIT ${count}`;
  const branch = (columns: string, { condition, among }: WayToSee): string => {
    const from = `FROM cases c WHERE ${[...wanted, ...(among === undefined ? [] : [among]), condition].join(' AND ')}`;
    // OFFSET 0 has the few found first and sorted then; else the planner may walk all cases for them.
    return `SELECT ${columns} ${among === undefined ? from : `FROM (SELECT c.* ${from} OFFSET 0) c`} ${inOrderOfList}`;
  };
  const ways = waysToSee(actor, 'c', bind);
  const [only] = ways;
  if (only === undefined) return { text: `SELECT ${SUMMARY} FROM cases c WHERE false`, parameters: [] };
  if (ways.length === 1) return { text: branch(SUMMARY, only), parameters };
  // What is seen in several ways comes from several branches and is one case.
  const branches = ways.map((way) => `(${branch('c.*', way)})`).join(' UNION ALL ');
  return {
    text: `SELECT DISTINCT ON (${orderedBy(order, 'c').join(', ')}) ${SUMMARY} FROM (${branches}) c ${inOrderOfList}`,
    parameters,
  };
}
