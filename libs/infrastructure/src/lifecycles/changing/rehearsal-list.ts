import { type Actor, ChangeNotFound, roleForChange } from '#libs/domain';
import type { DefinitionReference, StateMap } from '#libs/workflow';
import type { DataSource } from 'typeorm';
import { type SeenAndHidden, tellable } from '../../access/tellable-count.js';
import { type Visibility, visibleTo } from '../../access/visible-to.js';
import { rows } from '../../database/sql.js';
import { changeReferences } from './change-references.js';

/** How many cases there are to which something happens, by what happens. `cases` counts them all. */
export type RehearsalFigures = Readonly<Record<RehearsalEffect | 'cases', number>>;

export const REHEARSAL_EFFECTS = [
  'touched',
  'stuck',
  'stateChanges',
  'actsVanish',
  'actsAppear',
  'clocksAppear',
  'clocksVanish',
  'clocksMove',
  'clocksBreach',
  'clocksRecover',
] as const;
export type RehearsalEffect = (typeof REHEARSAL_EFFECTS)[number];

export interface RehearsalReport {
  readonly id: string;
  readonly to: DefinitionReference;
  readonly from: DefinitionReference | null;
  readonly stateMap: StateMap;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly progress: { readonly cases: number; readonly done: number; readonly failing: number };
  readonly total: RehearsalFigures;
  readonly byRequestingState: Readonly<Record<string, RehearsalFigures>>;
  /** Cases that no office leads are under `none`. */
  readonly byOffice: Readonly<Record<string, RehearsalFigures>>;
  readonly byState: Readonly<Record<string, RehearsalFigures>>;
  /** What keeps cases from migrating, named however few they are: the map has to cover it. */
  readonly stranding: readonly { readonly what: string; readonly cases: number }[];
  readonly acts: readonly { readonly act: string; readonly effect: 'vanishes' | 'appears'; readonly cases: number }[];
  readonly clocks: readonly { readonly target: string; readonly effect: string; readonly cases: number }[];
}

export interface RehearsedCaseLine {
  readonly caseId: string;
  readonly reference: string;
  readonly requestingState: string;
  readonly office: string | null;
  readonly stateBefore: string;
  readonly stateAfter: string | null;
  readonly stuck: readonly string[];
  readonly actsVanishing: readonly string[];
  readonly actsAppearing: readonly string[];
  readonly clocks: readonly {
    readonly target: string;
    readonly what: string;
    readonly dueBefore: string | null;
    readonly dueAfter: string | null;
  }[];
}

type FigureRow = SeenAndHidden & {
  readonly effect: RehearsalEffect | 'cases';
  readonly requestingState: string | null;
  readonly office: string | null;
  readonly state: string | null;
  readonly grouped: 'all' | 'requestingState' | 'office' | 'state';
};

/**
 * Rehearsals as those read them who may order them: figures over all cases, of which the invisible ones are counted in
 * threes, and the cases themselves as far as the reader may see them at the moment of reading.
 */
export class RehearsalList {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws NotForLifecycles, ChangeNotFound */
  async report(reader: Actor, id: string): Promise<RehearsalReport> {
    roleForChange(reader);
    const [found] = await rows<Omit<RehearsalReport, 'progress'>>(
      this.dataSource,
      `SELECT id, ${changeReferences}, state_map AS "stateMap", requested_at AS "requestedAt", finished_at AS "finishedAt"
         FROM lifecycle_rehearsals WHERE id = $1`,
      [id],
    );
    if (!found) throw new ChangeNotFound();
    const visible = visibleTo(reader, 'c', 2);
    const [progress, figures, details] = await Promise.all([
      this.progress(id, visible),
      this.figures(id, visible),
      this.details(id, visible),
    ]);
    const by = (grouped: 'requestingState' | 'office' | 'state') =>
      grouping(
        figures.filter((row) => row.grouped === grouped),
        (row) => row[grouped] ?? 'none',
      );
    return {
      ...found,
      progress,
      total: figuresOf(figures.filter(({ grouped }) => grouped === 'all')),
      byRequestingState: by('requestingState'),
      byOffice: by('office'),
      byState: by('state'),
      ...details,
    };
  }

  /**
   * The cases to which something happens, as far as the reader may see them, in the order of their ids.
   * @throws NotForLifecycles, ChangeNotFound
   */
  async cases(
    reader: Actor,
    id: string,
    page: { readonly effect: RehearsalEffect; readonly after: string | null; readonly limit: number },
  ): Promise<readonly RehearsedCaseLine[]> {
    roleForChange(reader);
    const [exists] = await rows(this.dataSource, 'SELECT 1 FROM lifecycle_rehearsals WHERE id = $1', [id]);
    if (!exists) throw new ChangeNotFound();
    const visible = visibleTo(reader, 'c', 5);
    return rows<RehearsedCaseLine>(
      this.dataSource,
      `SELECT c.id AS "caseId", c.reference, c.requesting_state AS "requestingState", c.lead_office AS office,
              r.state_before AS "stateBefore", r.state_after AS "stateAfter", r.stuck,
              r.acts_vanishing AS "actsVanishing", r.acts_appearing AS "actsAppearing", r.clocks
         FROM lifecycle_rehearsal_cases r JOIN cases c ON c.id = r.case_id
        WHERE r.rehearsal_id = $1 AND $2 = ANY (r.effects) AND ($3::uuid IS NULL OR r.case_id > $3) AND ${visible.condition}
        ORDER BY r.case_id LIMIT $4`,
      [id, page.effect, page.after, page.limit, ...visible.parameters],
    );
  }

  private async progress(id: string, { condition, parameters }: Visibility): Promise<RehearsalReport['progress']> {
    const found = await rows<SeenAndHidden & { readonly what: 'cases' | 'done' | 'failing' }>(
      this.dataSource,
      `SELECT what, count(*) FILTER (WHERE seen)::int AS seen, count(*) FILTER (WHERE NOT seen)::int AS hidden
         FROM (SELECT ${condition} AS seen, r.done_at, r.failures
                 FROM lifecycle_rehearsal_cases r JOIN cases c ON c.id = r.case_id WHERE r.rehearsal_id = $1) judged,
              LATERAL unnest(ARRAY['cases', CASE WHEN done_at IS NOT NULL THEN 'done' WHEN failures > 0 THEN 'failing' END]) what
        WHERE what IS NOT NULL GROUP BY what`,
      [id, ...parameters],
    );
    const told = (what: string): number => tellable(found.find((row) => row.what === what) ?? { seen: 0, hidden: 0 });
    return { cases: told('cases'), done: told('done'), failing: told('failing') };
  }

  private figures(id: string, { condition, parameters }: Visibility): Promise<FigureRow[]> {
    return rows<FigureRow>(
      this.dataSource,
      `SELECT effect, requesting_state AS "requestingState", lead_office AS office, state_before AS state,
              CASE GROUPING(requesting_state, lead_office, state_before)
                WHEN 7 THEN 'all' WHEN 3 THEN 'requestingState' WHEN 5 THEN 'office' ELSE 'state' END AS grouped,
              count(*) FILTER (WHERE seen)::int AS seen, count(*) FILTER (WHERE NOT seen)::int AS hidden
         FROM (SELECT ${condition} AS seen, r.effects, r.state_before, c.requesting_state, c.lead_office
                 FROM lifecycle_rehearsal_cases r JOIN cases c ON c.id = r.case_id
                WHERE r.rehearsal_id = $1 AND r.done_at IS NOT NULL) judged,
              LATERAL unnest(array_prepend('cases', effects)) effect
        GROUP BY GROUPING SETS ((effect), (effect, requesting_state), (effect, lead_office), (effect, state_before))`,
      [id, ...parameters],
    );
  }

  private async details(
    id: string,
    { condition, parameters }: Visibility,
  ): Promise<Pick<RehearsalReport, 'stranding' | 'acts' | 'clocks'>> {
    const found = await rows<SeenAndHidden & { readonly kind: string; readonly what: string; readonly effect: string }>(
      this.dataSource,
      `WITH judged AS (
         SELECT ${condition} AS seen, r.* FROM lifecycle_rehearsal_cases r JOIN cases c ON c.id = r.case_id
          WHERE r.rehearsal_id = $1 AND 'touched' = ANY (r.effects)
       ), told AS (
         SELECT 'stranding' AS kind, what, '' AS effect, seen FROM judged, unnest(stuck) what
         UNION ALL SELECT 'acts', what, 'vanishes', seen FROM judged, unnest(acts_vanishing) what
         UNION ALL SELECT 'acts', what, 'appears', seen FROM judged, unnest(acts_appearing) what
         UNION ALL SELECT 'clocks', shift->>'target', shift->>'what', seen FROM judged, jsonb_array_elements(clocks) shift
       ) SELECT kind, what, effect, count(*) FILTER (WHERE seen)::int AS seen, count(*) FILTER (WHERE NOT seen)::int AS hidden
           FROM told GROUP BY kind, what, effect ORDER BY kind, what, effect`,
      [id, ...parameters],
    );
    const of = (kind: string) => found.filter((row) => row.kind === kind);
    const withCases = of('acts')
      .map((row) => ({ ...row, cases: tellable(row) }))
      .filter(({ cases }) => cases > 0);
    return {
      stranding: of('stranding').map((row) => ({ what: row.what, cases: tellable(row) })),
      acts: withCases.map(({ what, effect, cases }) => ({
        act: what,
        effect: effect as 'vanishes' | 'appears',
        cases,
      })),
      clocks: of('clocks')
        .map((row) => ({ target: row.what, effect: row.effect, cases: tellable(row) }))
        .filter(({ cases }) => cases > 0),
    };
  }
}

function figuresOf(found: readonly FigureRow[]): RehearsalFigures {
  const told = (effect: RehearsalEffect | 'cases'): number =>
    tellable(found.find((row) => row.effect === effect) ?? { seen: 0, hidden: 0 });
  const effects = Object.fromEntries(REHEARSAL_EFFECTS.map((effect) => [effect, told(effect)]));
  return { cases: told('cases'), ...(effects as Record<RehearsalEffect, number>) };
}

/** Groups of which nothing may be told are left out. */
function grouping(
  found: readonly FigureRow[],
  nameOf: (row: FigureRow) => string,
): Readonly<Record<string, RehearsalFigures>> {
  const names = [...new Set(found.map(nameOf))].sort();
  const groups = names.map((name) => [name, figuresOf(found.filter((row) => nameOf(row) === name))] as const);
  return Object.fromEntries(groups.filter(([, { cases }]) => cases > 0));
}
