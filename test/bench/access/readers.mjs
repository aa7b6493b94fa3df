/** @typedef {import('../../../libs/domain/src/index.js').Actor} Actor */

/** @type {Actor} */
const NOBODY = {
  personId: '00000000-0000-7000-8000-000000000000',
  displayName: 'Bench',
  language: 'en',
  roles: [],
  isCleared: false,
};

/**
 * Who reads, and what a statement would ask that knows only what they want.
 * @param {import('pg').Client} client
 */
export async function readers(client) {
  const [state, office] = [await busy(client, 'requesting_state'), await busy(client, 'lead_office')];
  /** @param {string} condition @param {string[]} values */
  const some = async (condition, values) => {
    const { rows } = await client.query(
      `SELECT id FROM cases c WHERE ${condition} AND submitted_at IS NOT NULL AND sensitivity <> 'strictly-confidential' ORDER BY md5(id::text) LIMIT 500`,
      values,
    );
    return rows.map(({ id }) => /** @type {string} */ (id));
  };
  const as = (/** @type {Actor['roles'][number]} */ role) => ({ ...NOBODY, roles: [role] });
  const [ofState, ofOffice] = ['c.requesting_state = $1', 'c.lead_office = $1'];
  return [
    {
      title: 'focal point',
      actor: as({ role: 'focal-point', stateCode: state, officeCode: null }),
      ...{ naive: ofState, value: state, caseIds: await some(ofState, [state]) },
    },
    {
      title: 'officer of an office',
      actor: as({ role: 'case-officer', stateCode: null, officeCode: office }),
      ...{ naive: ofOffice, value: office, caseIds: await some(ofOffice, [office]) },
    },
    {
      title: 'headquarters',
      actor: as({ role: 'hq-manager', stateCode: null, officeCode: null }),
      ...{ naive: 'true', value: null, caseIds: await some('true', []) },
    },
  ];
}

/**
 * A State or office with many cases, though not the most of all.
 * @param {import('pg').Client} client @param {'requesting_state' | 'lead_office'} column
 * @returns {Promise<string>}
 */
export async function busy(client, column) {
  const { rows } = await client.query(
    `SELECT ${column} AS value FROM cases WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC OFFSET 2 LIMIT 1`,
  );
  return rows[0].value;
}
