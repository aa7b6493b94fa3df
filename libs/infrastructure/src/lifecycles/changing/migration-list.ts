import { type Actor, type ChangeOutcome, ChangeNotFound, roleForChange } from '#libs/domain';
import type { DefinitionReference, StateMap } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { type SeenAndHidden, tellable } from '../../access/tellable-count.js';
import { visibleTo } from '../../access/visible-to.js';
import { rows } from '../../database/sql.js';
import { changeReferences } from './change-references.js';

/** How far a migration has come. Cases the reader may not see are counted in threes. */
export interface MigrationProgress {
  readonly id: string;
  readonly to: DefinitionReference;
  readonly from: DefinitionReference | null;
  readonly stateMap: StateMap;
  readonly reason: string;
  readonly orderedBy: string;
  /** The migration this one takes back. */
  readonly undoes: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly cases: number;
  readonly done: number;
  readonly migrated: number;
  readonly undone: number;
  readonly stuck: number;
  readonly leftAlone: number;
  /** Cases that could not be dealt with yet; they are tried again. */
  readonly failing: number;
}

export interface MigratedCaseLine {
  readonly caseId: string;
  readonly reference: string;
  /** Null while the case waits its turn. */
  readonly outcome: ChangeOutcome | null;
  readonly stuck: readonly string[];
  readonly doneAt: Date | null;
}

type CountRow = SeenAndHidden & { readonly id: string; readonly what: string };
type Order = Omit<MigrationProgress, 'cases' | 'done' | 'migrated' | 'undone' | 'stuck' | 'leftAlone' | 'failing'>;

/** Migrations of a version with the latest first; more than this nobody reads. */
const MOST = 100;
const COLUMNS = `m.id, ${changeReferences}, state_map AS "stateMap", reason, p.display_name AS "orderedBy", undoes,
  requested_at AS "requestedAt", finished_at AS "finishedAt"`;

/** Migrations as those read them who may order them. */
export class MigrationList {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotForLifecycles, ChangeNotFound */
  async one(reader: Actor, id: string): Promise<MigrationProgress> {
    const [found] = await this.progress(reader, 'm.id = $1', [id]);
    if (!found) throw new ChangeNotFound();
    return found;
  }

  /** Migrations to a version, and undoings of them, latest first. @throws NotForLifecycles */
  ofVersion(reader: Actor, { id, version }: DefinitionReference): Promise<readonly MigrationProgress[]> {
    return this.progress(reader, 'm.lifecycle_id = $1 AND m.lifecycle_version = $2', [id, version]);
  }

  /**
   * The cases of a migration, as far as the reader may see them, in the order of their ids.
   * @throws NotForLifecycles, ChangeNotFound
   */
  async cases(
    reader: Actor,
    id: string,
    page: { readonly outcome: ChangeOutcome | null; readonly after: string | null; readonly limit: number },
  ): Promise<readonly MigratedCaseLine[]> {
    roleForChange(reader);
    const [exists] = await rows(this.dataSource, 'SELECT 1 FROM lifecycle_changes WHERE id = $1', [id]);
    if (!exists) throw new ChangeNotFound();
    const visible = visibleTo(reader, 'c', 5);
    return rows<MigratedCaseLine>(
      this.dataSource,
      `SELECT c.id AS "caseId", c.reference, l.outcome, l.stuck, l.done_at AS "doneAt"
         FROM lifecycle_change_cases l JOIN cases c ON c.id = l.case_id
        WHERE l.change_id = $1 AND ($2::text IS NULL OR l.outcome = $2) AND ($3::uuid IS NULL OR l.case_id > $3)
          AND ${visible.condition}
        ORDER BY l.case_id LIMIT $4`,
      [id, page.outcome, page.after, page.limit, ...visible.parameters],
    );
  }

  private async progress(reader: Actor, condition: string, values: readonly unknown[]): Promise<MigrationProgress[]> {
    roleForChange(reader);
    const orders = await rows<Order>(
      this.dataSource,
      `SELECT ${COLUMNS} FROM lifecycle_changes m JOIN people p ON p.id = m.ordered_by
        WHERE ${condition} ORDER BY requested_at DESC, m.id DESC LIMIT ${MOST}`,
      values,
    );
    const visible = visibleTo(reader, 'c', 2);
    const counted = await rows<CountRow>(
      this.dataSource,
      `SELECT id, what, count(*) FILTER (WHERE seen)::int AS seen, count(*) FILTER (WHERE NOT seen)::int AS hidden
         FROM (SELECT l.change_id AS id, ${visible.condition} AS seen, l.outcome, l.failures
                 FROM lifecycle_change_cases l JOIN cases c ON c.id = l.case_id WHERE l.change_id = ANY ($1::uuid[])) judged,
              LATERAL unnest(ARRAY['cases', outcome, CASE WHEN outcome IS NOT NULL THEN 'done' WHEN failures > 0 THEN 'failing' END]) what
        WHERE what IS NOT NULL GROUP BY id, what`,
      [orders.map(({ id }) => id), ...visible.parameters],
    );
    return orders.map((order) => {
      const told = (what: string): number =>
        tellable(counted.find((row) => row.id === order.id && row.what === what) ?? { seen: 0, hidden: 0 });
      return {
        ...order,
        cases: told('cases'),
        done: told('done'),
        migrated: told('migrated'),
        undone: told('undone'),
        stuck: told('stuck'),
        leftAlone: told('left-alone'),
        failing: told('failing'),
      };
    });
  }
}
