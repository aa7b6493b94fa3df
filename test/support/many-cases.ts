import { asOwnerOf } from './as-owner.js';
import type { TestDatabase } from './database.js';
import { anActor } from './people.js';

const STATES = ['KEN', 'NER', 'MLI', ...Array.from({ length: 97 }, (_, index) => `S${String(index).padStart(2, '0')}`)];
const OFFICES = ['ROEA', 'ROSEN', 'ROCA', ...Array.from({ length: 9 }, (_, index) => `O${index}`)];

/** Everybody who has a list of cases of their own kind. */
export const READERS = {
  'a focal point': anActor('focal-point@KEN'),
  'a focal point of two States': anActor('focal-point@KEN', 'focal-point@NER'),
  'a Permanent Mission': anActor('permanent-mission@MLI'),
  'a head of office': anActor('office-head@ROEA'),
  'an officer of two offices': anActor('case-officer@ROEA', 'triage-officer@ROSEN'),
  'an adviser of an office with clearance': { ...anActor('due-diligence-adviser@ROCA'), isCleared: true },
  'the intake desk': anActor('intake-officer@HQ'),
  'a manager at headquarters': anActor('hq-manager'),
  'a manager with clearance': { ...anActor('hq-manager'), isCleared: true },
  'a manager who heads an office too': anActor('hq-manager', 'office-head@ROSEN'),
} as const;

/**
 * So many cases, spread over States, offices, states of work and a year, the same every time: some still drafts, some
 * strictly confidential, some with an office that helps or led before, on many of them nothing due. They share instants,
 * so that an order without the id would not be one. Their statistics are gathered, by the owner of the table: asked by
 * anybody else PostgreSQL warns and does nothing, and then plans by guesses.
 */
export async function fillWithCases(database: TestDatabase, count: number, createdBy: string): Promise<void> {
  await database.dataSource.query(
    `INSERT INTO cases (id, reference, version, history_length, workflow_id, workflow_version, state, phase, holder, is_open, gates,
                        consents, performers, requesting_state, area, urgency, sensitivity, lead_office, supporting_offices,
                        former_offices, created_by, request, established, next_due_at, created_at, submitted_at, closed_at, changed_at)
     SELECT ('0190' || lpad(to_hex(i), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(d[1]), 12, '0'))::uuid,
            'C-' || i, 1, 1, 'technical-assistance', 1, 'some', CASE WHEN d[2] % 10 < 7 THEN 'closed' ELSE 'planning' END, 'office',
            d[2] % 10 >= 7, '{}', '{}', '{}', ($2::text[])[1 + d[3] % cardinality($2)], (ARRAY['TIP','FIR','KID'])[1 + d[4] % 3],
            (ARRAY['routine','routine','routine','urgent','emergency'])[1 + d[5] % 5],
            CASE WHEN d[6] % 37 = 0 THEN 'strictly-confidential' ELSE 'confidential' END,
            CASE WHEN d[7] % 11 <> 0 THEN office END,
            CASE WHEN d[8] % 50 = 0 THEN ARRAY[another] ELSE '{}' END, CASE WHEN d[9] % 50 = 0 THEN ARRAY[another] ELSE '{}' END,
            $4, jsonb_build_object('title', 'Case ' || i), '{}',
            CASE WHEN d[2] % 10 >= 5 THEN date_trunc('hour', now()) + make_interval(hours => d[10] % 1000 - 100) END,
            now() - interval '1 year', CASE WHEN d[11] % 17 <> 0 THEN now() - interval '300 days' END, NULL,
            date_trunc('hour', now()) - make_interval(hours => d[12] % 8000)
       FROM generate_series(1, $1::int) i,
            LATERAL (SELECT array_agg(abs(hashint4(i * 16 + die)) ORDER BY die) AS d FROM generate_series(1, 14) die) dice,
            LATERAL (SELECT ($3::text[])[1 + d[13] % cardinality($3)] AS office, ($3::text[])[1 + d[14] % cardinality($3)] AS another) offices`,
    [count, STATES, OFFICES, createdBy],
  );
  await asOwnerOf(database, (owner) => owner.query('VACUUM ANALYZE cases'));
}
