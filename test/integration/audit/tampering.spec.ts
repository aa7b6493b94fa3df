import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuditKey,
  type AuditVerification,
  CheckpointFile,
  recordAudit,
  rows,
  SealAudit,
  verifyAudit,
} from '#libs/infrastructure';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { asOwner, asOwnerOf } from '../../support/as-owner.js';
import { aCaseRow } from '../../support/case-rows.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';

const CASES = 3;
const EVENTS_OF_EACH = 4;

describe('the audit chain', () => {
  const database = aDatabase();
  let folder: string;
  let key: AuditKey;
  let caseIds: string[];

  const checkpoints = (): CheckpointFile => new CheckpointFile(join(folder, 'checkpoints.jsonl'));
  const seal = (): Promise<number> =>
    new SealAudit(database.dataSource, { key, checkpoints: checkpoints() }).sealAll({ everything: true });
  const verify = (): Promise<AuditVerification> =>
    verifyAudit(database.dataSource, { publicKey: key.publicKey, checkpoints: checkpoints() });
  const codes = async (): Promise<string[]> =>
    (await verify()).findings.map(({ code, sequence }) => `${code} ${sequence ?? ''}`.trim());

  const tamper = (statement: string, parameters: readonly unknown[] = []): Promise<void> =>
    asOwner(database.dataSource, statement, parameters);

  async function addEvent(caseId: string, sequence: number, personId: string): Promise<void> {
    await database.dataSource.query(
      `INSERT INTO case_events (case_id, sequence, case_version, type, name, from_state, to_state, actor_id, actor_role, reason, detail, occurred_at)
       VALUES ($1, $2, $2, 'moved', 'act', 'one', 'two', $3, 'office-head', 'because', '{"input": {"text": "what they wrote", "n": 1.50}}', now())`,
      [caseId, sequence, personId],
    );
    await database.dataSource.query('UPDATE cases SET history_length = $2 WHERE id = $1', [caseId, sequence]);
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    key = await AuditKey.create(join(folder, 'key.pem'));
    await tamper('TRUNCATE case_seals, audit_entries, audit_records, case_events, cases CASCADE');
    const person = await aPerson(database.dataSource);
    caseIds = [];
    for (let count = 0; count < CASES; count += 1) {
      const id = await aCaseRow(database.dataSource, {
        created_by: person.personId,
        history_length: 0,
        request: '{"title": "help"}',
      });
      for (let sequence = 1; sequence <= EVENTS_OF_EACH; sequence += 1) await addEvent(id, sequence, person.personId);
      caseIds.push(id);
      await recordAudit(database.dataSource, {
        kind: 'signed-in',
        actorId: person.personId,
        subject: { type: 'session', id: uuidv7() },
        detail: { n: count },
      });
    }
    await seal();
  });

  afterEach(() => rm(folder, { recursive: true }));

  const ALL = CASES * (EVENTS_OF_EACH + 1);
  const positionOf = async (caseId: string | undefined, sequence: number): Promise<number> => {
    const [row] = await rows<{ position: string }>(
      database.dataSource,
      'SELECT sequence AS position FROM audit_entries WHERE case_id = $1 AND case_sequence = $2',
      [caseId, sequence],
    );
    return Number(row?.position);
  };

  it('holds when nobody touched it, and is vouched for to its end', async () => {
    expect(await verify()).toEqual({
      entries: ALL,
      erased: 0,
      caseSeals: CASES,
      checkpoints: 1,
      vouchedUpTo: ALL,
      findingCount: 0,
      findings: [],
    });
  });

  it('grows with what is new, and takes nothing in twice', async () => {
    expect(await seal()).toBe(0);
    await recordAudit(database.dataSource, {
      kind: 'token-made',
      actorId: null,
      subject: { type: 'token', id: uuidv7() },
      detail: {},
    });
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ entries: ALL + 1, vouchedUpTo: ALL + 1, findings: [] });
  });

  it('is one chain, however many seal at once', async () => {
    const [{ id }] = (await rows<{ id: string }>(
      database.dataSource,
      'SELECT actor_id AS id FROM case_events LIMIT 1',
    )) as [{ id: string }];
    for (const caseId of caseIds) await addEvent(caseId, EVENTS_OF_EACH + 1, id);
    const added = await Promise.all([seal(), seal(), seal()]);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(CASES);
    expect((await verify()).findings).toEqual([]);
  });

  it.each([
    ['a reason', `reason = 'because I say so'`],
    ['an answer', `detail = jsonb_set(detail, '{input,text}', '"something else"')`],
    ['who it was', `actor_id = gen_random_uuid()`],
    ['in which role', `actor_role = 'hq-manager'`],
    ['when it was', `occurred_at = occurred_at - interval '1 day'`],
    ['what it led to', `to_state = 'three'`],
  ])('names the entry where somebody edited %s', async (_, change) => {
    await tamper(`UPDATE case_events SET ${change} WHERE case_id = $1 AND sequence = 2`, [caseIds[1]]);
    expect(await codes()).toEqual([`entry.edited ${await positionOf(caseIds[1], 2)}`]);
  });

  it('names the entry whose event was removed, and the case that misses it', async () => {
    await tamper('DELETE FROM case_events WHERE case_id = $1 AND sequence = 3', [caseIds[0]]);
    expect(await codes()).toEqual([
      `entry.source_missing ${await positionOf(caseIds[0], 3)}`,
      'case.history_shortened',
    ]);
  });

  it('names the record that was removed', async () => {
    await tamper(`DELETE FROM audit_records WHERE detail->>'n' = '1'`);
    expect((await codes()).map((code) => code.split(' ')[0])).toEqual(['entry.source_missing']);
  });

  it('names what was put in', async () => {
    await tamper(
      `INSERT INTO case_events SELECT case_id, 9, 9, type, name, from_state, to_state, actor_id, actor_role, reason, detail, now() - interval '1 hour'
         FROM case_events WHERE case_id = $1 AND sequence = 1`,
      [caseIds[0]],
    );
    expect(await codes()).toEqual(['source.never_sealed', 'case.history_shortened']);
  });

  it('names the place where entries of the chain itself were taken out', async () => {
    await tamper('DELETE FROM audit_entries WHERE sequence = 5');
    expect(await codes()).toEqual(expect.arrayContaining(['entry.missing 5', 'chain.broken 6']));
  });

  it('names the place where two entries changed places', async () => {
    await tamper('UPDATE audit_entries SET sequence = -5 WHERE sequence = 5');
    await tamper('UPDATE audit_entries SET sequence = 5 WHERE sequence = 6');
    await tamper('UPDATE audit_entries SET sequence = 6 WHERE sequence = -5');
    expect(await codes()).toEqual(['chain.broken 5', 'chain.broken 6', 'chain.broken 7']);
  });

  it('names the event that was edited together with its entry', async () => {
    const position = await positionOf(caseIds[2], 2);
    await tamper(`UPDATE audit_entries SET entry_hash = sha256('x') WHERE sequence = $1`, [position]);
    expect(await codes()).toEqual([`entry.edited ${position}`, `chain.broken ${position}`]);
  });

  it('names a case whose record was changed without an event', async () => {
    await tamper(`UPDATE cases SET request = '{"title": "more help"}' WHERE id = $1`, [caseIds[1]]);
    expect((await verify()).findings).toEqual([
      expect.objectContaining({ code: 'case.record_edited', what: expect.stringContaining(caseIds[1] ?? '') }),
    ]);
  });

  it('names a case that is gone altogether', async () => {
    for (const table of ['case_events', 'cases'])
      await tamper(`DELETE FROM ${table} WHERE ${table === 'cases' ? 'id' : 'case_id'} = $1`, [caseIds[1]]);
    expect((await codes()).map((code) => code.split(' ')[0])).toContain('case.missing');
  });

  describe('rewritten as a whole by somebody who knows how it is made', () => {
    /** The chain is thrown away and sealed anew over what was changed, by whoever has the code but not the key. */
    const rewrite = async (change: string, parameters: readonly unknown[] = []): Promise<void> => {
      await tamper(change, parameters);
      await tamper('TRUNCATE audit_entries, case_seals');
      await new SealAudit(database.dataSource, null).sealAll({ everything: true });
    };
    const edit = `UPDATE case_events SET reason = 'another' WHERE case_id = $1 AND sequence = 2`;

    it('looks whole from inside the database', async () => {
      await rewrite(edit, [caseIds[0]]);
      expect((await verifyAudit(database.dataSource, { publicKey: null, checkpoints: null })).findings).toEqual([]);
    });

    it('is caught by the checkpoint outside', async () => {
      await rewrite(edit, [caseIds[0]]);
      expect(await codes()).toEqual([`checkpoint.contradicted ${ALL}`]);
    });

    it('is caught where only its end was cut off', async () => {
      await tamper('DELETE FROM audit_entries WHERE sequence > $1', [ALL - 2]);
      await tamper(
        `DELETE FROM audit_records WHERE id NOT IN (SELECT record_id FROM audit_entries WHERE record_id IS NOT NULL)`,
      );
      expect(await codes()).toContain(`checkpoint.beyond_end ${ALL}`);
    });

    it('is caught by the seal of a case, though the checkpoints are gone too', async () => {
      await tamper(edit, [caseIds[0]]);
      await tamper('TRUNCATE audit_entries');
      await new SealAudit(database.dataSource, null).sealAll({ everything: true });
      const found = await verifyAudit(database.dataSource, { publicKey: key.publicKey, checkpoints: null });
      // The salts are new, so every case's chain reads otherwise than its seal.
      expect(new Set(found.findings.map(({ code }) => code))).toEqual(new Set(['seal.contradicted']));
    });

    it('is not saved by seals or checkpoints of another key', async () => {
      const forged = await AuditKey.create(join(folder, 'forged.pem'));
      await tamper(edit, [caseIds[0]]);
      await tamper('TRUNCATE audit_entries, case_seals');
      await new SealAudit(database.dataSource, { key: forged, checkpoints: checkpoints() }).sealAll({
        everything: true,
      });
      const found = await codes();
      expect(found).toEqual(
        expect.arrayContaining([`checkpoint.signature ${ALL}`, `checkpoint.contradicted ${ALL}`, 'seal.signature']),
      );
    });
  });

  it('names a line of the checkpoint file that was tampered with', async () => {
    const path = join(folder, 'checkpoints.jsonl');
    await writeFile(
      path,
      `not a checkpoint\n${(await readFile(path, 'utf8')).replace(`"sequence":${ALL}`, `"sequence":${ALL - 1}`)}`,
    );
    expect(await codes()).toEqual(['checkpoint.unreadable', `checkpoint.signature ${ALL - 1}`]);
  });

  it('stays whole when a person’s name is forgotten', async () => {
    await database.dataSource.query(`UPDATE people SET display_name = 'Erased', email = id || '@erased.invalid'`);
    expect((await verify()).findings).toEqual([]);
  });

  it('stays whole when the content of an event is erased on record, and not when it is erased in secret', async () => {
    const erase = async (caseId: string | undefined, sequence: number): Promise<void> => {
      await tamper(`UPDATE case_events SET reason = NULL, detail = '{}' WHERE case_id = $1 AND sequence = $2`, [
        caseId,
        sequence,
      ]);
      await tamper('UPDATE audit_entries SET salt = NULL WHERE case_id = $1 AND case_sequence = $2', [
        caseId,
        sequence,
      ]);
    };
    await erase(caseIds[0], 2);
    expect(await codes()).toEqual([`entry.edited ${await positionOf(caseIds[0], 2)}`]);
    await recordAudit(database.dataSource, {
      kind: 'content-erased',
      actorId: null,
      subject: { type: 'case', id: caseIds[0] ?? '' },
      detail: { sequence: 2 },
    });
    await seal();
    expect(await verify()).toMatchObject({ erased: 1, findings: [] });
    await tamper(`UPDATE case_events SET actor_role = 'hq-manager' WHERE case_id = $1 AND sequence = 2`, [caseIds[0]]);
    expect(await codes()).toEqual([`entry.edited ${await positionOf(caseIds[0], 2)}`]);
  });

  describe.each(['case_events', 'audit_records', 'audit_entries', 'case_seals'])('of %s', (table) => {
    const column = table === 'case_seals' ? 'signature' : table === 'audit_entries' ? 'salt' : 'detail';
    const rewritings = [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ];

    it.each(rewritings)("refuses the application's role: %s", async (statement) => {
      await expect(database.dataSource.query(statement)).rejects.toThrow(`permission denied for table ${table}`);
    });

    it.each(rewritings)(
      'refuses even the owner of the table, who would have to switch the guard off: %s',
      async (statement) => {
        await expect(asOwnerOf(database, (dataSource) => dataSource.query(statement))).rejects.toThrow(
          'history is only ever added to',
        );
      },
    );

    it('lets the application switch no guard off', async () => {
      for (const statement of [
        `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
        `DROP TABLE ${table}`,
        'SET session_replication_role = replica',
        'SET ROLE upon_request_owner',
      ])
        await expect(database.dataSource.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    });
  });

  it('takes in events whose transactions overtook one another in the order of their case', async () => {
    const [{ id: personId }] = (await rows<{ id: string }>(
      database.dataSource,
      'SELECT actor_id AS id FROM case_events LIMIT 1',
    )) as [{ id: string }];
    const [caseId = ''] = caseIds;
    await addEvent(caseId, 5, personId);
    await addEvent(caseId, 6, personId);
    await tamper(
      `UPDATE case_events SET occurred_at = occurred_at - interval '1 second' WHERE case_id = $1 AND sequence = 6`,
      [caseId],
    );
    expect(await seal()).toBe(2);
    expect(await positionOf(caseId, 5)).toBeLessThan(await positionOf(caseId, 6));
    expect((await verify()).findings).toEqual([]);
  });
});
