import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataFault, InvalidReferenceData } from '../invalid-reference-data.js';
import { Place } from './place.js';

/** The data sets in the order in which they refer to each other. Each is one file, `<name>.json`. */
export const DATASETS = [
  'm49-regions',
  'member-states',
  'purpose-codes',
  'sdg-targets',
  'assistance-types',
  'instruments',
  'thematic-areas',
  'offices',
  'state-calendars',
] as const;
export type Dataset = (typeof DATASETS)[number];

/**
 * Other files a data set is made from besides its own: an instrument says itself which areas it matters for, and
 * offices have calendars too.
 */
const ALSO_MADE_FROM: Readonly<Partial<Record<Dataset, readonly Dataset[]>>> = {
  'thematic-areas': ['instruments'],
  'state-calendars': ['offices', 'member-states'],
};

/** Raised when the loader writes something else from the same files, so that they are loaded again. */
const LOADER_EDITION = 1;

export interface ReferenceFiles {
  readonly documents: Readonly<Record<Dataset, Place>>;
  readonly versions: Readonly<Record<Dataset, string>>;
  readonly checksums: Readonly<Record<Dataset, string>>;
  /** Grows while the documents are read. */
  readonly faults: DataFault[];
}

/** Opens the files of a folder. @throws InvalidReferenceData naming every file that is missing or is not JSON. */
export async function openReferenceFiles(folder: string): Promise<ReferenceFiles> {
  const faults: DataFault[] = [];
  const names = ['versions', ...DATASETS] as const;
  const contents = await Promise.all(
    names.map(async (name): Promise<[string, string]> => {
      try {
        return [name, await readFile(join(folder, `${name}.json`), 'utf8')];
      } catch (error) {
        const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
        faults.push({
          pointer: `${name}.json#`,
          code: missing ? 'file_missing' : 'file_unreadable',
          message: missing ? 'The file is missing' : 'The file cannot be read',
        });
        return [name, ''];
      }
    }),
  );
  const texts = new Map(contents);
  const documents = new Map(contents.map(([name, text]) => [name, parse(name, text, faults)]));
  if (faults.length > 0) throw new InvalidReferenceData(faults);

  const versions = new Place(documents.get('versions'), 'versions.json#', faults).fields(...DATASETS);
  return {
    faults,
    documents: forEachDataset((name) => new Place(documents.get(name), `${name}.json#`, faults)),
    versions: forEachDataset((name) =>
      versions[name].text({ pattern: /^\d{4}-\d{2}(-\d{2})?$/, said: 'a month or a day' }),
    ),
    checksums: forEachDataset((name) => {
      const hash = createHash('sha256').update(`edition ${LOADER_EDITION}\n`);
      for (const part of [name, ...(ALSO_MADE_FROM[name] ?? [])]) hash.update(texts.get(part) ?? '').update('\0');
      return hash.digest('hex');
    }),
  };
}

function parse(name: string, text: string, faults: DataFault[]): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    faults.push({ pointer: `${name}.json#`, code: 'not_json', message: 'The file is not well-formed JSON' });
    return undefined;
  }
}

export function forEachDataset<Value>(of: (name: Dataset) => Value): Readonly<Record<Dataset, Value>> {
  return Object.fromEntries(DATASETS.map((name) => [name, of(name)])) as Record<Dataset, Value>;
}
