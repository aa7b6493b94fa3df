import type { OrderedChange, OrderedRehearsal } from '#libs/domain';
import type { StateMap } from '#libs/workflow';

interface PlanRow {
  readonly id: string;
  readonly lifecycle_id: string;
  readonly lifecycle_version: number;
  readonly from_id: string | null;
  readonly from_version: number | null;
  readonly state_map: StateMap;
}

/** A row of `lifecycle_changes` as `pg` returns it. */
export interface ChangeRow extends PlanRow {
  readonly reason: string;
  readonly ordered_by: string;
  readonly ordered_as: string;
  readonly undoes: string | null;
}

/** A row of `lifecycle_rehearsals` as `pg` returns it. */
export type RehearsalRow = PlanRow;

export function toOrderedChange(row: ChangeRow): OrderedChange {
  const { id: fromId, version } = { id: row.from_id, version: row.from_version };
  return {
    id: row.id,
    plan: {
      to: { id: row.lifecycle_id, version: row.lifecycle_version },
      from: fromId === null || version === null ? null : { id: fromId, version },
      stateMap: row.state_map,
    },
    orderedBy: row.ordered_by,
    orderedAs: row.ordered_as,
    reason: row.reason,
    undoes: row.undoes,
  };
}

export function toOrderedRehearsal(row: RehearsalRow): OrderedRehearsal {
  return {
    id: row.id,
    to: { id: row.lifecycle_id, version: row.lifecycle_version },
    stateMap: row.state_map,
  };
}
