import { withoutIndexes } from './without-indexes.mjs';

/** @typedef {import('pg').Client} Client */

/** Repeatable: the same States, areas, states and ages every time. */
const SEED = 0.6618;

/**
 * Which case is a copy of which template, of which State, area and age. A few States ask often and many rarely; closed
 * cases reach back five years, open ones are young and change often.
 */
const PLAN = `
  CREATE TEMP TABLE plan ON COMMIT DROP AS
  WITH ranked_states AS (
    SELECT s.code, o.office_code, row_number() OVER (ORDER BY md5(s.code)) AS rank
      FROM member_states s JOIN office_coverage o ON o.state_code = s.code WHERE s.retired_at IS NULL
  ), states AS (
    SELECT code, office_code, sum(rank ^ -0.6) OVER (ORDER BY rank) / sum(rank ^ -0.6) OVER () AS up_to FROM ranked_states
  ), state_steps AS (
    SELECT array_agg(code ORDER BY up_to) AS codes, array_agg(office_code ORDER BY up_to) AS offices, array_agg(up_to::float8 ORDER BY up_to) AS up_to FROM states
  ), areas AS (
    SELECT array_agg(code ORDER BY position) AS codes, array_agg(default_sensitivity ORDER BY position) AS sensitivities
      FROM thematic_areas WHERE retired_at IS NULL
  ), template_steps AS (
    SELECT array_agg(case_id ORDER BY up_to) AS case_ids, array_agg(is_over ORDER BY up_to) AS are_over, array_agg(up_to::float8 ORDER BY up_to) AS up_to
      FROM (SELECT t.case_id, NOT c.is_open AS is_over, sum(t.share) OVER (ORDER BY t.case_id) / sum(t.share) OVER () AS up_to
              FROM templates t JOIN cases c ON c.id = t.case_id) summed
  ), dice AS (
    SELECT i, random() AS for_state, random() AS for_template, random() AS for_area, random() AS for_age, random() AS for_change,
           random() AS for_urgency, random() AS for_sensitivity, random() AS for_helpers, random() AS for_officer, random() AS for_due
      FROM generate_series(1, $1) i
  ), chosen AS (
    SELECT dice.*, s.codes[n] AS state_code, s.offices[n] AS office_code, t.case_ids[m] AS template_id, t.are_over[m] AS is_over,
           a.codes[k] AS area, a.sensitivities[k] AS area_sensitivity
      FROM dice, state_steps s, template_steps t, areas a,
           LATERAL (SELECT least(width_bucket(for_state, s.up_to) + 1, cardinality(s.up_to)) AS n,
                           least(width_bucket(for_template, t.up_to) + 1, cardinality(t.up_to)) AS m,
                           floor(for_area * for_area * cardinality(a.codes))::int + 1 AS k) picked
  ), aged AS (
    SELECT *, now() - make_interval(secs => 86400 * CASE WHEN is_over THEN 30 + 1800 * for_age ^ 1.2 ELSE 0.01 + 400 * for_age ^ 2 END) AS created_at
      FROM chosen
  )
  SELECT i, template_id, state_code, office_code, area, is_over, for_helpers, for_officer, for_due,
         uuidv7(created_at - now()) AS case_id,
         date_trunc('milliseconds', created_at) AS created_at,
         date_trunc('milliseconds', created_at + (now() - created_at) * CASE WHEN is_over THEN 0.1 + 0.8 * for_change ELSE 1 - for_change ^ 1.5 END) AS changed_at,
         CASE WHEN for_urgency < 0.03 THEN 'emergency' WHEN for_urgency < 0.15 THEN 'urgent' ELSE 'routine' END AS urgency,
         CASE WHEN for_sensitivity < 0.02 THEN 'strictly-confidential' ELSE area_sensitivity END AS sensitivity
    FROM aged`;

/** Columns of a copy that differ from its template; everything else is copied, columns of later migrations too. */
const CASE_COLUMNS = {
  id: 'p.case_id',
  reference: `p.state_code || '-' || extract(year FROM p.created_at) || '-' || lpad(upper(to_hex(p.i)), 6, 'X')`,
  requesting_state: 'p.state_code',
  area: 'p.area',
  urgency: 'p.urgency',
  sensitivity: 'p.sensitivity',
  lead_office: 'CASE WHEN t.lead_office IS NOT NULL THEN p.office_code END',
  supporting_offices: `CASE WHEN t.lead_office IS NOT NULL AND for_helpers < 0.03 THEN ARRAY[another.office_code] ELSE '{}' END`,
  former_offices: `CASE WHEN t.lead_office IS NOT NULL AND for_helpers > 0.96 THEN ARRAY[another.office_code] ELSE '{}' END`,
  case_officer_id: 'CASE WHEN t.case_officer_id IS NOT NULL THEN officer.id END',
  created_by: 'focal_point.id',
  request: `t.request || jsonb_build_object('title', (t.request->>'title') || ', no. ' || p.i)`,
  next_due_at: `CASE WHEN t.next_due_at IS NULL THEN NULL WHEN p.is_over THEN p.changed_at + interval '365 days'
                     ELSE date_trunc('milliseconds', now() + interval '1 day' * (45 * for_due - 5)) END`,
  created_at: 'p.created_at',
  submitted_at: `CASE WHEN t.submitted_at IS NOT NULL THEN p.created_at + least(p.changed_at - p.created_at, interval '2 days') END`,
  closed_at: 'CASE WHEN t.closed_at IS NOT NULL THEN p.changed_at END',
  changed_at: 'p.changed_at',
};

const EVENT_COLUMNS = {
  case_id: 'p.case_id',
  actor_id: `CASE t.actor_role WHEN 'focal-point' THEN c.created_by WHEN 'case-officer' THEN c.case_officer_id ELSE t.actor_id END`,
  occurred_at: `date_trunc('milliseconds', p.created_at + (p.changed_at - p.created_at) * ((t.sequence - 1)::float8 / greatest(c.history_length - 1, 1)))`,
};

const CLOCK_COLUMNS = {
  id: 'uuidv7()',
  case_id: 'p.case_id',
  opened_at: 't.opened_at + (p.changed_at - original.changed_at)',
  closed_at: 't.closed_at + (p.changed_at - original.changed_at)',
  due_at: 'CASE WHEN t.closed_at IS NULL THEN c.next_due_at ELSE t.due_at + (p.changed_at - original.changed_at) END',
  // Far enough ahead that no sweep finds it.
  next_fire_at: `CASE WHEN t.next_fire_at IS NOT NULL THEN greatest(c.next_due_at, now()) + interval '1 day' END`,
};

const COPIES = {
  cases: {
    columns: CASE_COLUMNS,
    from: `plan p JOIN cases t ON t.id = p.template_id
      JOIN people focal_point ON focal_point.email = 'focal-point.' || p.state_code || '@bench.invalid'
      JOIN people officer ON officer.email = 'case-officer.' || p.office_code || '.' || (1 + floor(6 * p.for_officer)) || '@bench.invalid'
      JOIN (SELECT office_code, lead(office_code, 1, 'ROEA') OVER (ORDER BY office_code) AS neighbour
              FROM (SELECT DISTINCT office_code FROM office_coverage) leads) next_to ON next_to.office_code = p.office_code
      CROSS JOIN LATERAL (SELECT next_to.neighbour AS office_code) another
      ORDER BY p.case_id`,
  },
  case_events: {
    columns: EVENT_COLUMNS,
    from: 'plan p JOIN cases c ON c.id = p.case_id JOIN case_events t ON t.case_id = p.template_id ORDER BY p.case_id, t.sequence',
  },
  clocks: {
    columns: CLOCK_COLUMNS,
    from: `plan p JOIN cases c ON c.id = p.case_id JOIN cases original ON original.id = p.template_id
      JOIN clocks t ON t.case_id = p.template_id ORDER BY p.case_id`,
  },
};

/**
 * Makes so many cases out of the templates, with their history and clocks, spread over States, areas, offices, officers
 * and five years.
 * @param {Client} client
 * @param {readonly { caseId: string, share: number }[]} templates
 * @param {number} count
 * @returns {Promise<{ cases: number, events: number, clocks: number }>}
 */
export async function multiply(client, templates, count) {
  await client.query('BEGIN');
  await client.query('CREATE TEMP TABLE templates (case_id uuid PRIMARY KEY, share numeric) ON COMMIT DROP');
  await client.query('INSERT INTO templates SELECT * FROM unnest($1::uuid[], $2::numeric[])', [
    templates.map(({ caseId }) => caseId),
    templates.map(({ share }) => share),
  ]);
  await client.query('SELECT setseed($1)', [SEED]);
  await client.query(PLAN.replace('$1', String(count)));
  await client.query('ANALYZE plan');
  /** @type {number[]} */
  const copied = [];
  await withoutIndexes(client, Object.keys(COPIES), async () => {
    for (const [name, { columns, from }] of Object.entries(COPIES)) {
      copied.push(await copy(client, name, columns, from));
      await client.query(`ANALYZE ${name}`);
    }
  });
  await client.query('COMMIT');
  await client.query('VACUUM');
  const [cases = 0, events = 0, clocks = 0] = copied;
  return { cases, events, clocks };
}

/**
 * @param {Client} client @param {string} name of the table @param {Readonly<Record<string, string>>} columns that differ
 * @param {string} from with the original as `t`
 */
async function copy(client, name, columns, from) {
  const { rows } = await client.query(
    `SELECT quote_ident(attname) AS column FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [name],
  );
  const all = rows.map(({ column }) => column);
  const values = all.map((column) => columns[column] ?? `t.${column}`);
  const { rowCount } = await client.query(
    `INSERT INTO ${name} (${all.join(', ')}) SELECT ${values.join(', ')} FROM ${from}`,
  );
  return rowCount ?? 0;
}
