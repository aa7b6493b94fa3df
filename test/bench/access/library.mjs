import { pathToFileURL } from 'node:url';
import { inProject } from '../../../scripts/launcher/project.mjs';

/**
 * What the product itself uses, as it is built.
 * @returns {Promise<typeof import('../../../libs/infrastructure/src/index.js')>}
 */
export function infrastructure() {
  return import(pathToFileURL(inProject('dist', 'libs', 'infrastructure', 'src', 'index.js')).href);
}

/** @param {string} url @param {{ standing?: 'system', poolSize?: number }} [options] */
export async function opened(url, { standing, poolSize = 4 } = {}) {
  const { createDataSource } = await infrastructure();
  return createDataSource({
    url,
    poolSize,
    applicationName: 'bench',
    ...(standing && { standing }),
  }).initialize();
}
