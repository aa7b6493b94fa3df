import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedDataFolder } from '../data-folder.js';
import { InvalidReferenceData } from '../invalid-reference-data.js';
import { readReferenceContent } from './reference-content.js';
import { openReferenceFiles } from './reference-files.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reference-data-'));
  await cp(shippedDataFolder(), folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

/** Sets values in a file, each at its JSON Pointer. */
async function edit(file: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(folder, file);
  const document: unknown = JSON.parse(await readFile(path, 'utf8'));
  for (const [pointer, value] of Object.entries(values)) {
    const steps = pointer.split('/').slice(1);
    const last = steps.pop() ?? '';
    const parent = steps.reduce((place, step) => (place as Record<string, unknown>)[step], document);
    (parent as Record<string, unknown>)[last] = value;
  }
  await writeFile(path, JSON.stringify(document));
}

async function coverageInFile(): Promise<readonly { readonly code: string; readonly covers: readonly string[] }[]> {
  const document = JSON.parse(await readFile(join(folder, 'offices.json'), 'utf8')) as {
    offices: { code: string; covers: string[] }[];
  };
  return document.offices;
}

async function faultsOf(): Promise<(readonly [pointer: string, code: string])[]> {
  const content = openReferenceFiles(folder).then(readReferenceContent);
  const error: unknown = await content.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (error === undefined) return [];
  if (!(error instanceof InvalidReferenceData)) throw error;
  return error.errors.map(({ pointer, code }) => [pointer, code] as const);
}

describe('the shipped reference data', () => {
  it('hold 195 States, each led by exactly one office that can lead', async () => {
    const content = readReferenceContent(await openReferenceFiles(shippedDataFolder()));
    const leading = new Set(content.offices.filter((office) => office.can_lead).map((office) => office.code));
    expect(content.states).toHaveLength(195);
    expect(new Set(content.coverage.map((row) => row.state_code)).size).toBe(195);
    expect(content.coverage).toHaveLength(195);
    expect(content.coverage.every((row) => leading.has(row.dataset_office_code))).toBe(true);
  });

  it('count 44 least developed, 32 landlocked and 37 small island States among the members', async () => {
    const { states } = readReferenceContent(await openReferenceFiles(shippedDataFolder()));
    const count = (group: string) =>
      states.filter((state) => state.status === 'member' && state.groups.some((held) => held === group)).length;
    expect([count('ldc'), count('lldc'), count('sids')]).toEqual([44, 32, 37]);
  });

  it('keep the instruments an area names apart from those that name the area', async () => {
    const { areaInstruments } = readReferenceContent(await openReferenceFiles(shippedDataFolder()));
    const ofPiracy = areaInstruments.filter((row) => row.area_code === 'PIR');
    expect(ofPiracy.filter((row) => row.is_principal).map((row) => row.instrument_code)).toEqual([
      'UNTOC',
      'SUA1988',
      'SUA2005',
    ]);
    expect(ofPiracy.map((row) => row.instrument_code)).toContain('HOST1979');
  });
});

describe('reference data that cannot be loaded', () => {
  it('tell every fault of every file at once, each with its place', async () => {
    await edit('member-states.json', {
      '/0/names/fr/short': '',
      '/1/region/code': '999',
      '/2/capital': 'Algiers',
      '/4/iso2': 'AF',
    });
    await edit('offices.json', {
      '/offices/1/timeZone': 'Africa/Atlantis',
      '/offices/2/parent': 'NOWHERE',
      '/offices/3/workingWeek': [],
    });
    await edit('thematic-areas.json', {
      '/0/relatedInstruments': ['UNTOC', 'UNKNOWN'],
      '/0/defaultSensitivity': 'secret',
    });
    expect((await faultsOf()).sort()).toEqual([
      ['member-states.json#/0/names/fr/short', 'not_a_text'],
      ['member-states.json#/1/region/code', 'unknown_reference'],
      ['member-states.json#/2/capital', 'unknown_field'],
      ['member-states.json#/4/iso2', 'repeated'],
      ['offices.json#/offices/1/timeZone', 'unknown_time_zone'],
      ['offices.json#/offices/2/parent', 'unknown_reference'],
      ['offices.json#/offices/3/workingWeek', 'empty'],
      ['thematic-areas.json#/0/defaultSensitivity', 'not_a_choice'],
      ['thematic-areas.json#/0/relatedInstruments/1', 'unknown_reference'],
    ]);
  });

  it('are refused when a State has two lead offices, one that cannot lead, or none', async () => {
    const offices = await coverageInFile();
    const liaison = offices.findIndex((office) => office.code === 'NYLO');
    const headquarters = offices.findIndex((office) => office.code === 'HQ');
    await edit('offices.json', {
      [`/offices/${headquarters}/covers`]: offices[headquarters]?.covers.filter(
        (state) => state !== 'USA' && state !== 'AUT',
      ),
      '/offices/1/covers': [...(offices[1]?.covers ?? []), 'ZAF'],
      [`/offices/${liaison}/covers`]: ['USA'],
    });
    const faults = await faultsOf();
    expect(faults.map(([, code]) => code).sort()).toEqual(['cannot_lead', 'covered_twice', 'not_covered']);
  });

  it('are refused when a file is missing or is no JSON, all files in one answer', async () => {
    await rm(join(folder, 'offices.json'));
    await writeFile(join(folder, 'm49-regions.json'), '[{');
    expect((await faultsOf()).sort()).toEqual([
      ['m49-regions.json#', 'not_json'],
      ['offices.json#', 'file_missing'],
    ]);
  });

  it('are refused when a day does not exist or a target belongs to another goal', async () => {
    await edit('instruments.json', { '/treaties/0/adopted': '2000-02-30' });
    await edit('sdg-targets.json', { '/0/goal': 2 });
    expect((await faultsOf()).sort()).toEqual([
      ['instruments.json#/treaties/0/adopted', 'no_such_day'],
      ['sdg-targets.json#/0/goal', 'wrong_goal'],
    ]);
  });
});
