import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this launcher belongs to, whatever folder it is called from. */
export const projectFolder = realpathSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..'));

/** What the embedded mode keeps between starts. */
export const dataFolder = join(projectFolder, '.data');

/** @param {string[]} parts */
export const inProject = (...parts) => join(projectFolder, ...parts);
