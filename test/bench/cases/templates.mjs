import { Connection } from '../measuring/connection.mjs';
import { signedInAs } from './cast.mjs';
import { A_REQUEST, STORIES } from './stories.mjs';

const STATE = 'NER';
const OFFICE = 'ROSEN';
const OFFICER = `case-officer.${OFFICE}.1`;
const PLAYED_BY = {
  state: `focal-point.${STATE}`,
  intake: 'intake-officer.HQ',
  head: `office-head.${OFFICE}`,
  officer: OFFICER,
  manager: 'hq-manager.1',
};

/**
 * Brings one case to every state by its real way through the API, so that records, history, clocks and messages of the
 * copies made of it are exactly what the system writes.
 * @param {number} port of the API
 * @param {string} officerId
 * @returns {Promise<{ state: string, caseId: string, share: number }[]>}
 */
export async function playStories(port, officerId) {
  const connection = await Connection.open(port);
  try {
    const templates = [];
    for (const [state, { share, steps }] of Object.entries(STORIES)) {
      const caseId = await begin(connection);
      let reached = 'draft';
      for (const [index, [who, act, input = {}]] of steps.entries()) {
        const filledIn = 'officer' in input ? { ...input, officer: officerId } : input;
        const answer = await connection.send({
          method: 'POST',
          path: `/api/v1/cases/${caseId}/transitions`,
          headers: { ...signedInAs(PLAYED_BY[who]), 'If-Match': `"v${index + 1}"` },
          body: JSON.stringify({ name: act, input: filledIn }),
        });
        if (answer.status !== 200) throw new Error(`${act} on the way to ${state} was refused: ${answer.body}`);
        reached = JSON.parse(answer.body).state;
      }
      if (reached !== state) throw new Error(`The story of ${state} ended in ${reached}`);
      templates.push({ state, caseId, share });
    }
    return templates;
  } finally {
    connection.close();
  }
}

/** The person the stories name as case officer. */
export const TEMPLATE_OFFICER = OFFICER;

/** @param {Connection} connection @returns {Promise<string>} */
async function begin(connection) {
  const answer = await connection.send({
    method: 'POST',
    path: '/api/v1/cases',
    headers: signedInAs(PLAYED_BY.state),
    body: JSON.stringify({ requestingState: STATE, area: 'SOM', urgency: 'routine', request: A_REQUEST }),
  });
  if (answer.status !== 201) throw new Error(`A draft was refused: ${answer.body}`);
  return JSON.parse(answer.body).id;
}
