import { rows } from '#libs/infrastructure';
import type { ClockRecord } from '#libs/workflow';
import type { DataSource } from 'typeorm';

const WEEK_MS = 7 * 86_400_000;

/**
 * Copies of a case with its whole history and its clocks, set back by whole weeks, so that weekdays and hours stay what
 * they were: a backlog that would take minutes by hand and weeks of waiting. Zones with summer time will not do.
 */
export async function copiesOf(
  dataSource: DataSource,
  caseId: string,
  { count, weeksAgo }: { readonly count: number; readonly weeksAgo: number },
): Promise<void> {
  const backMs = weeksAgo * WEEK_MS;
  await dataSource.transaction(async (manager) => {
    const columns = async (table: string, ...own: string[]): Promise<{ names: string; values: string }> => {
      const found = await rows<{ name: string; type: string }>(
        manager,
        `SELECT column_name AS name, data_type AS type FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name = $1 AND column_name <> ALL ($2::text[]) ORDER BY 1`,
        [table, own],
      );
      const value = ({ name, type }: { name: string; type: string }): string =>
        type.startsWith('timestamp') ? `${name} - make_interval(weeks => ${weeksAgo})` : name;
      return { names: found.map(({ name }) => name).join(', '), values: found.map(value).join(', ') };
    };
    const ofCase = await columns('cases', 'id', 'reference');
    const ofEvent = await columns('case_events', 'case_id');
    const ofClock = await columns('clocks', 'id', 'case_id', 'detail');
    await manager.query(
      'CREATE TEMPORARY TABLE copies ON COMMIT DROP AS SELECT gen_random_uuid() AS id, n FROM generate_series(1, $1::int) n',
      [count],
    );
    await manager.query(
      `INSERT INTO cases (id, reference, ${ofCase.names})
       SELECT copies.copy_id, reference || '-' || n, ${ofCase.values} FROM cases, (SELECT id AS copy_id, n FROM copies) copies WHERE id = $1`,
      [caseId],
    );
    await manager.query(
      `INSERT INTO case_events (case_id, ${ofEvent.names})
       SELECT copies.id, ${ofEvent.values} FROM case_events, copies WHERE case_id = $1`,
      [caseId],
    );
    const clocks = await rows<{ id: string; detail: ClockRecord }>(
      manager,
      'SELECT id, detail FROM clocks WHERE case_id = $1',
      [caseId],
    );
    await manager.query(
      `INSERT INTO clocks (id, case_id, detail, ${ofClock.names})
       SELECT gen_random_uuid(), copies.id, aged.detail, ${ofClock.values}
         FROM clocks JOIN unnest($1::uuid[], $2::jsonb[]) AS aged (clock_id, detail) ON aged.clock_id = clocks.id, copies`,
      [clocks.map(({ id }) => id), clocks.map(({ detail }) => JSON.stringify(setBack(detail, backMs)))],
    );
  });
}

/** Every instant of a record is a number of milliseconds this large; nothing else in it is. */
const FIRST_INSTANT_MS = Date.UTC(2000, 0, 1);

function setBack(value: unknown, backMs: number): unknown {
  if (typeof value === 'number') return value > FIRST_INSTANT_MS ? value - backMs : value;
  if (Array.isArray(value)) return value.map((item) => setBack(item, backMs));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, setBack(inner, backMs)]));
}
