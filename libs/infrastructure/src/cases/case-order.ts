import { DomainError } from '#libs/domain';

/** Stands for "nothing is due" among instants, for PostgreSQL and in a cursor. */
const NEVER = 'infinity';

interface Order {
  /** What comes before the id, as the indexes of `CaseOrders` and `DueOrderBehindWall` have it; nothing where the id alone orders. */
  readonly key: ((alias: string) => string) | null;
  readonly direction: 'ASC' | 'DESC';
}

/** What a list may be ordered by. The id makes every order total, and grows with the time at which a case was begun. */
const ORDERS = {
  /** What changed last comes first. */
  '-changedAt': { key: (alias) => `${alias}.changed_at`, direction: 'DESC' },
  /** What is due first comes first; where nothing is due comes last: `least` passes over NULL. No index answers `coalesce` behind the wall. */
  nextDueAt: { key: (alias) => `least(${alias}.next_due_at, '${NEVER}'::timestamptz)`, direction: 'ASC' },
  /** As they were begun. It stands while cases change: who pages by it meets every case once. */
  id: { key: null, direction: 'ASC' },
  '-id': { key: null, direction: 'DESC' },
} as const satisfies Record<string, Order>;

export type CaseOrder = keyof typeof ORDERS;
export const CASE_ORDERS = Object.keys(ORDERS) as CaseOrder[];

/** Where a page ended. */
interface Place {
  readonly id: string;
  readonly changedAt: Date;
  readonly nextDueAt: Date | null;
}

/** The expressions a list is ordered by, of cases under an alias. */
export function orderedBy(order: CaseOrder, alias: string): readonly string[] {
  const { key }: Order = ORDERS[order];
  return key === null ? [`${alias}.id`] : [key(alias), `${alias}.id`];
}

/** ORDER BY, of cases under an alias. */
export function inOrder(order: CaseOrder, alias: string): string {
  return orderedBy(order, alias)
    .map((expression) => `${expression} ${ORDERS[order].direction}`)
    .join(', ');
}

/** The condition for what comes after a cursor. @throws CursorNotReadable */
export function afterCursor(order: CaseOrder, alias: string, cursor: string, bind: (value: unknown) => string): string {
  const { at, id } = readCursor(cursor, order);
  if (at === NEVER) {
    // The same as below; but told "later than never" the planner would expect nothing, and sort what it gets.
    const [key] = orderedBy(order, alias);
    return `${key} = '${NEVER}' AND ${alias}.id > ${bind(id)}::uuid`;
  }
  const comparison = ORDERS[order].direction === 'ASC' ? '>' : '<';
  const place = [...(at === null ? [] : [`${bind(at)}::timestamptz`]), `${bind(id)}::uuid`];
  return `(${orderedBy(order, alias).join(', ')}) ${comparison} (${place.join(', ')})`;
}

/** Opaque to clients, and no secret: it says where somebody was, never what they may see. */
export function cursorAfter(order: CaseOrder, { id, changedAt, nextDueAt }: Place): string {
  const at = { '-changedAt': changedAt, nextDueAt, id: null, '-id': null }[order];
  const place = ORDERS[order].key === null ? [id] : [at?.toISOString() ?? NEVER, id];
  return Buffer.from([order, ...place].join(' ')).toString('base64url');
}

function readCursor(cursor: string, order: CaseOrder): { readonly at: string | null; readonly id: string } {
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  const [itsOrder, at = null, id = ''] = parts.length === 2 ? [parts[0], null, parts[1]] : parts;
  const isOfOrder = itsOrder === order && parts.length === (ORDERS[order].key === null ? 2 : 3);
  const isPlace = (at === null || isInstant(at) || (at === NEVER && order === 'nextDueAt')) && isId(id);
  if (!isOfOrder || !isPlace) throw new CursorNotReadable();
  return { at, id };
}

/** Exactly as we write them: the 30th of February would be an error of the database. */
function isInstant(text: string): boolean {
  if (!/^[1-9]\d{3}-/.test(text)) return false;
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text;
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
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
