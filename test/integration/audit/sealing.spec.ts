import { recordAudit, rows, SealAudit } from '#libs/infrastructure';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { asOwner } from '../../support/as-owner.js';
import { aDatabase } from '../../support/database.js';

describe('the sealing of what happened', () => {
  const database = aDatabase();
  const seal = (): Promise<number> => new SealAudit(database.dataSource, null).sealAll();
  const record = (): Promise<void> =>
    recordAudit(database.dataSource, {
      kind: 'signed-in',
      actorId: null,
      subject: { type: 'session', id: uuidv7() },
      detail: { method: 'password' },
    });

  beforeEach(() => asOwner(database.dataSource, 'TRUNCATE case_seals, audit_entries, audit_records'));

  it('comes to an end while things go on happening, and leaves them to the next time', async () => {
    let goesOn = true;
    const happening = (async () => {
      while (goesOn) await record();
    })();
    await record();
    const sealed = await seal();
    goesOn = false;
    await happening;
    expect(sealed).toBeGreaterThan(0);
    await seal();
    const [left] = await rows<{ count: number }>(
      database.dataSource,
      `SELECT count(*)::int AS count FROM audit_records r WHERE NOT EXISTS (SELECT FROM audit_entries a WHERE a.record_id = r.id)`,
    );
    expect(left?.count).toBe(0);
  });

  it('takes in at once what many batches hold, in the order it happened', async () => {
    const RECORDS = 4_500;
    await database.dataSource.query(
      `INSERT INTO audit_records (id, kind, subject_type, subject_id, detail, occurred_at)
       SELECT gen_random_uuid(), 'signed-in', 'session', gen_random_uuid(), '{}', now() - n * interval '1 minute' FROM generate_series(1, $1) n`,
      [RECORDS],
    );
    expect(await seal()).toBe(RECORDS);
    const [unordered] = await rows<{ count: number }>(
      database.dataSource,
      `SELECT count(*)::int AS count FROM (
         SELECT r.occurred_at < lag(r.occurred_at) OVER (ORDER BY a.sequence) AS is_earlier
           FROM audit_entries a JOIN audit_records r ON r.id = a.record_id) compared WHERE is_earlier`,
    );
    expect(unordered?.count).toBe(0);
  });
});
