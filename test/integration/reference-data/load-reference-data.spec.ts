import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidReferenceData, loadReferenceData, rows } from '#libs/infrastructure';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDatabase } from '../../support/database.js';

const SHIPPED = join(import.meta.dirname, '../../../libs/infrastructure/data');
const database = aDatabase();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reference-data-'));
  await cp(SHIPPED, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function write(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(folder, file), change(await readFile(join(SHIPPED, file), 'utf8')));
}

const countOf = async (table: string, where = 'true'): Promise<number> =>
  (
    await rows<{ count: number }>(database.dataSource, `SELECT count(*)::integer AS count FROM ${table} WHERE ${where}`)
  )[0]?.count ?? -1;

describe('loading the reference data', () => {
  it('fills an empty database, even when two processes begin at the same moment', async () => {
    const [one, other] = await Promise.all([
      loadReferenceData(database.dataSource, folder),
      loadReferenceData(database.dataSource, folder),
    ]);
    const outcomes = one.map((load, index) => [load.outcome, other[index]?.outcome].sort());
    expect(outcomes).toEqual(one.map(() => ['loaded', 'unchanged']));
    expect(await countOf('member_states')).toBe(195);
    expect(await countOf('office_coverage')).toBe(195);
    expect(await countOf('reference_loads')).toBe(9);
    expect(await countOf('work_calendar_versions')).toBe(45 + 195);
  });

  it('writes nothing a second time', async () => {
    const loads = await loadReferenceData(database.dataSource, folder);
    expect(loads.map((load) => load.outcome)).toEqual(loads.map(() => 'unchanged'));
    expect(loads.find((load) => load.dataset === 'member-states')?.rows).toBe(195);
    expect(await countOf('reference_loads')).toBe(9);
  });

  it('writes nothing at all when one file has a fault', async () => {
    await write('assistance-types.json', (text) => text.replace('"E-learning"', '"Learning at a distance"'));
    await write('sdg-targets.json', (text) => text.replace('"goal": 16', '"goal": 99'));
    await expect(loadReferenceData(database.dataSource, folder)).rejects.toThrow(InvalidReferenceData);
    expect(await countOf('assistance_types', `names->>'en' = 'Learning at a distance'`)).toBe(0);
    await write('sdg-targets.json', (text) => text);
    await write('assistance-types.json', (text) => text);
  });

  it('loads only what has changed, and retires what has gone instead of deleting it', async () => {
    await write('assistance-types.json', (text) =>
      JSON.stringify((JSON.parse(text) as { code: string }[]).filter(({ code }) => code !== 'ELEARN')),
    );
    const loads = await loadReferenceData(database.dataSource, folder);
    expect(loads.filter((load) => load.outcome === 'loaded')).toEqual([
      { dataset: 'assistance-types', version: '2026-11', outcome: 'loaded', rows: 13, retired: 1 },
    ]);
    expect(await countOf('assistance_types', 'retired_at IS NOT NULL')).toBe(1);
  });

  it('brings back what was retired when a later version has it again', async () => {
    await write('assistance-types.json', (text) => text);
    await loadReferenceData(database.dataSource, folder);
    expect(await countOf('assistance_types', 'retired_at IS NULL')).toBe(14);
  });

  it('keeps what an administrator decided, and what the data set says beside it', async () => {
    await database.dataSource.query(
      `UPDATE office_coverage SET office_code = 'HQ', decided_by = 'administrator', reason = 'Until the office opens', decided_at = now()
        WHERE state_code = 'KEN'`,
    );
    await database.dataSource.query(
      `INSERT INTO member_state_group_decisions (state_code, group_code, belongs, reason, decided_at)
       VALUES ('SOM', 'emerging-from-conflict', true, 'Decision of the committee', now()), ('BGD', 'ldc', false, 'Graduated', now())`,
    );
    await write('offices.json', (text) =>
      text.replace('"coverageConfidence": "sure"', '"coverageConfidence": "likely"'),
    );
    await write('member-states.json', (text) => `${text}\n`);
    await loadReferenceData(database.dataSource, folder);

    const [kenya] = await rows(
      database.dataSource,
      `SELECT office_code, dataset_office_code, decided_by FROM office_coverage WHERE state_code = 'KEN'`,
    );
    expect(kenya).toEqual({ office_code: 'HQ', dataset_office_code: 'ROEA', decided_by: 'administrator' });
    expect(await countOf('member_state_groups', `state_code = 'SOM' AND group_code = 'emerging-from-conflict'`)).toBe(
      1,
    );
    expect(await countOf('member_state_groups', `state_code = 'BGD'`)).toBe(0);
    expect(await countOf('member_states', `code = 'BGD' AND 'ldc' = ANY (groups)`)).toBe(1);
  });
});
