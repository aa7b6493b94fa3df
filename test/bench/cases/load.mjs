import pg from 'pg';
import { operate } from '../../../scripts/launcher/operator-commands.mjs';
import { step } from '../../../scripts/launcher/steps.mjs';
import { engageCast } from './cast.mjs';
import { multiply } from './multiply.mjs';
import { playStories, TEMPLATE_OFFICER } from './templates.mjs';

/**
 * Makes a database with the present schema and the reference data.
 * @param {string} serverUrl @param {AbortSignal} signal @param {string} [name] in lower case
 * @returns {Promise<string>} its address
 */
export async function newDatabase(serverUrl, signal, name = 'bench') {
  const client = await connected(serverUrl);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await step('Migrating and loading reference data', async () => {
    const operator = { env: { DATABASE_URL: url.href }, user: undefined, signal };
    await operate(['migrate'], operator);
    await operate(['seed', 'reference'], operator);
  });
  return url.href;
}

/**
 * Brings one case to every state through the API and makes so many copies of them all.
 * @param {pg.Client} client @param {number} apiPort @param {number} count
 */
export async function loadCases(client, apiPort, count) {
  const templates = await step('Bringing one case to every state', async () => {
    await engageCast(client);
    const { rows } = await client.query('SELECT id FROM people WHERE display_name = $1', [TEMPLATE_OFFICER]);
    return playStories(apiPort, rows[0].id);
  });
  await step(`Loading ${count} cases`, async (done) => {
    const loaded = await multiply(client, templates, count);
    done(`Loaded ${loaded.cases} cases with ${loaded.events} entries of history and ${loaded.clocks} clocks`);
  });
}

/** @param {string} connectionString */
export async function connected(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
