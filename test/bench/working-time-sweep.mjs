import { ActOnCase, ClocksOfCase, FireDueClock } from '#libs/domain';
import {
  ClockSweep,
  createDataSource,
  createJobQueue,
  PostgresPeopleDirectory,
  PostgresReferenceData,
  PostgresUnitOfWork,
  PublishedCalendars,
  PublishedPolicies,
  PublishedWorkflows,
} from '#libs/infrastructure';
import { advanceClocks, emptyClockBook, nextFiring } from '#libs/workflow';
import pg from 'pg';
import { step } from '../../scripts/launcher/steps.mjs';
import { connected, newDatabase } from './cases/load.mjs';
import { amount, heading, row } from './working-time-table.mjs';

const dayMs = 86_400_000;
/** At risk for a day or more, and not broken yet, on whichever weekday this is run. */
const openedDaysAgo = 19;

/**
 * Clocks that have fallen due, fired through the database by several sweeps at once: the whole of it, with history,
 * outbox and lock of the case.
 * @param {Pick<import('../../scripts/bench.mjs').BenchRun, 'ending' | 'postgres'>} run
 * @param {number} count
 * @param {number} workers
 */
export async function sweepDueClocks({ ending, postgres }, count, workers) {
  const url = await newDatabase(postgres.migrationUrl, ending.signal);
  const client = await connected(url);
  ending.defer(() => client.end());
  const queue = createJobQueue({ backend: 'postgres', url }, () => undefined);
  ending.defer(() => queue.close());

  /** @type {unknown[]} */
  const troubles = [];
  const sweeps = await Promise.all(
    Array.from({ length: workers }, async () => {
      const dataSource = await createDataSource({ url, poolSize: 5, applicationName: 'bench' }).initialize();
      ending.defer(() => dataSource.destroy());
      const workflows = new PublishedWorkflows(dataSource);
      const clocks = new ClocksOfCase(new PublishedCalendars(dataSource), new PublishedPolicies(dataSource));
      const people = new PostgresPeopleDirectory(dataSource);
      const act = new ActOnCase(workflows, new PostgresReferenceData(dataSource), people, clocks);
      const fire = new FireDueClock(new PostgresUnitOfWork(dataSource), workflows, act, clocks);
      return { dataSource, sweep: new ClockSweep(dataSource, queue, fire, (error) => troubles.push(error)) };
    }),
  );
  const [first] = sweeps;
  if (!first) throw new Error('a sweep needs a worker');
  await step(`Loading ${count} cases whose triage is at risk`, () => loadDue(client, first.dataSource, count));

  const statements = countStatements();
  const began = performance.now();
  await Promise.all(sweeps.map(({ sweep }) => sweep.run()));
  const milliseconds = performance.now() - began;
  const sent = statements.stop();

  const { rows } = await client.query(
    `SELECT count(*)::int AS firings, count(DISTINCT case_id)::int AS cases,
            (SELECT count(*)::int FROM outbox_messages) AS messages FROM case_events WHERE type = 'thresholds-fired'`,
  );
  const { firings, cases, messages } = rows[0];
  if (troubles.length > 0) throw troubles[0];
  heading(`Sweep of ${amount(count)} due clocks, ${workers} workers`, 'clocks a second', 'seconds', 'statements each');
  row(
    'fired, history and outbox',
    amount((count * 1000) / milliseconds),
    amount(milliseconds / 1000),
    amount(sent / count),
  );
  row('firings / cases / messages', amount(firings), amount(cases), amount(messages));
  row('fired twice', String(firings - cases), '', cases === count ? 'none left' : `${count - cases} LEFT`);
}

/** Every statement this process sends, transaction brackets included: simple ones and prepared ones. */
function countStatements() {
  const { prototype } = pg.Connection;
  const { query, execute } = prototype;
  let count = 0;
  prototype.query = function (...given) {
    count += 1;
    return query.apply(this, given);
  };
  prototype.execute = function (...given) {
    count += 1;
    return execute.apply(this, given);
  };
  return {
    stop() {
      Object.assign(prototype, { query, execute });
      return count;
    },
  };
}

/**
 * @param {pg.Client} client
 * @param {import('#libs/infrastructure').DataSource} dataSource
 * @param {number} count
 */
async function loadDue(client, dataSource, count) {
  const { definition } = await new PublishedWorkflows(dataSource).forArea('ROL');
  const calendars = await new PublishedCalendars(dataSource).current();
  const now = Date.now();
  const openedAt = now - openedDaysAgo * dayMs;
  const calendarVersions = Object.fromEntries(
    /** @type {const} */ (['headquarters', 'office:ROEA', 'state:KEN']).map((key) => [key, calendars.versionOf(key)]),
  );
  const standing = /** @type {const} */ ({ gates: {}, urgency: 'routine', office: 'ROEA', requestingState: 'KEN' });
  const created = /** @type {const} */ ({ type: 'created', at: openedAt, to: 'triage', ...standing, calendarVersions });
  const rules = { definition, calendars: calendars.lookup };
  const [clock] = advanceClocks(rules, emptyClockBook, [created], now).clocks;
  const firing = clock && nextFiring(clock);
  if (!clock || !firing || firing.at > now) throw new Error('the clock is not due: there is nothing to sweep');

  await client.query('BEGIN');
  const person = await client.query(
    `INSERT INTO people (id, email, display_name, language, time_zone, is_cleared)
     VALUES (uuidv7(), 'bench@bench.invalid', 'Bench', 'en', 'Etc/UTC', false) RETURNING id`,
  );
  await client.query(
    `INSERT INTO cases (id, reference, version, history_length, workflow_id, workflow_version, state, phase, holder, is_open, gates, consents,
                        performers, requesting_state, area, urgency, sensitivity, lead_office, created_by, request, established,
                        calendar_versions, next_due_at, created_at, submitted_at, changed_at)
     SELECT uuidv7(), 'KEN-BENCH-' || n, 1, 1, $2, $3, 'triage', 'assignment', 'office', true, '{}', '{}', '{}', 'KEN', 'ROL', 'routine',
            'unclassified', 'ROEA', $4, '{"title":"Bench"}', '{}', $5, $6, $7, $7, $7
       FROM generate_series(1, $1::int) n`,
    [
      count,
      definition.id,
      definition.version,
      person.rows[0].id,
      calendarVersions,
      new Date(clock.dueAt ?? now),
      new Date(openedAt),
    ],
  );
  await client.query(
    `INSERT INTO clocks (id, case_id, target, ordinal, status, opened_at, due_at, next_threshold, next_fire_at, detail)
     SELECT uuidv7(), id, $1, 1, 'running', $2, $3, $4, $5, $6 FROM cases`,
    [clock.target, new Date(openedAt), new Date(clock.dueAt ?? now), firing.threshold, new Date(firing.at), clock],
  );
  await client.query('COMMIT');
  await client.query('ANALYZE cases; ANALYZE clocks');
}
