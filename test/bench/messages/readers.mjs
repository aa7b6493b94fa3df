import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { tokenOf } from '../cases/cast.mjs';

/** @typedef {import('typeorm').DataSource} DataSource */
/** @typedef {{ id: string, name: string, state: string }} BenchReader */
/** @typedef {{ id: string, reference: string, reader: BenchReader }} ToldCase */

/**
 * A focal point for every State, each with an open session. Many of them, since entries of one inbox are written one
 * after another.
 * @param {DataSource} dataSource @returns {Promise<BenchReader[]>}
 */
export async function engageReaders(dataSource) {
  /** @type {{ code: string }[]} */
  const states = await dataSource.query('SELECT code FROM member_states WHERE retired_at IS NULL ORDER BY code');
  const readers = states.map(({ code }) => ({ id: uuidv7(), name: `focal-point.${code}`, state: code }));
  const [ids, names, codes] = [
    readers.map(({ id }) => id),
    readers.map(({ name }) => name),
    readers.map(({ state }) => state),
  ];
  await dataSource.query(
    `INSERT INTO people (id, email, display_name, language, time_zone)
     SELECT id, lower(name) || '@bench.example', name, 'en', 'Etc/UTC' FROM unnest($1::uuid[], $2::text[]) AS p (id, name)`,
    [ids, names],
  );
  await dataSource.query(
    `INSERT INTO role_assignments (id, person_id, role, state_code)
     SELECT gen_random_uuid(), id, 'focal-point', state FROM unnest($1::uuid[], $2::text[]) AS p (id, state)`,
    [ids, codes],
  );
  await dataSource.query(
    `INSERT INTO sessions (token_hash, id, person_id, method, expires_at)
     SELECT hash, gen_random_uuid(), id, 'password', now() + interval '12 hours' FROM unnest($1::bytea[], $2::uuid[]) AS s (hash, id)`,
    [names.map((name) => createHash('sha256').update(tokenOf(name)).digest()), ids],
  );
  return readers;
}

let turn = 0;

/** @param {DataSource} dataSource @param {readonly BenchReader[]} readers @param {number} count @returns {Promise<ToldCase[]>} */
export async function someCases(dataSource, readers, count) {
  const cases = Array.from({ length: count }, () => {
    const id = uuidv7();
    const reader = readers[turn++ % readers.length];
    if (!reader) throw new Error('There is nobody to tell');
    return { id, reference: `TA-${id.replaceAll('-', '').slice(-20)}`, reader };
  });
  await dataSource.query(
    `INSERT INTO cases (id, reference, version, history_length, workflow_id, workflow_version, state, phase, holder, is_open, gates, consents,
                        performers, requesting_state, area, urgency, sensitivity, created_by, request, established, created_at, submitted_at, changed_at)
     SELECT id, reference, 1, 1, 'technical-assistance', 1, 'submitted', 'intake', 'office', true, '{}', '{}', '{}', state, 'ML', 'routine',
            'unclassified', reader, '{"title":"Training"}', '{}', now(), now(), now()
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) AS c (id, reference, state, reader)`,
    [
      cases.map(({ id }) => id),
      cases.map(({ reference }) => reference),
      cases.map(({ reader }) => reader.state),
      cases.map(({ reader }) => reader.id),
    ],
  );
  return cases;
}
