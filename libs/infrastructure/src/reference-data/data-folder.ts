import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WITHIN_THE_PROJECT = join('libs', 'infrastructure', 'data');

/** The folder of the shipped data: found from here upwards, since the compiled code lies deeper than the source. */
export function shippedDataFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, WITHIN_THE_PROJECT);
    if (existsSync(join(candidate, 'versions.json'))) return candidate;
    if (folder === dirname(folder))
      throw new Error(`The folder ${WITHIN_THE_PROJECT} is missing from this installation`);
  }
}
