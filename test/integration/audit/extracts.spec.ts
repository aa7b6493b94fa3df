import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Actor } from '#libs/domain';
import { AuditKey, CheckpointFile, loadReferenceData, SealAudit } from '#libs/infrastructure';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

const VERIFIER = join(import.meta.dirname, '../../../scripts/verify-extract.mjs');
const run = promisify(execFile);

interface Extract {
  seal: Record<string, unknown>;
  signature: string;
  request: Record<string, unknown> | null;
  entries: { frame: Record<string, unknown>; salt: string | null; content: Record<string, unknown> | null }[];
}

describe('an extract of a case', () => {
  const database = aDatabase();
  const api = anApi(database);
  let folder: string;
  let key: AuditKey;
  let founder: Actor;
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let caseId: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'extract-'));
    key = await AuditKey.create(join(folder, 'key.pem'));
    await writeFile(join(folder, 'public.pem'), key.publicKey.toPem());
    await loadReferenceData(database.dataSource);
    founder = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    ask = await signedIn(api, database, founder);
    const begun = await ask('POST', '/cases', {
      requestingState: 'KEN',
      area: 'SOM',
      urgency: 'routine',
      request: {
        title: 'Review of the law on assets',
        summary: 'A gap analysis and a workshop, with “quotes” and accents: réforme.',
        beneficiary: 'Ministry of Justice',
        assistanceType: 'LEG-DRAFT',
        otherAssistanceTypes: [],
        involvesSecurityForces: false,
        letter: { status: 'attached', kind: 'note-verbale', date: '2026-11-20', number: '417' },
      },
    });
    caseId = begun.json<{ id: string }>().id;
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  const seal = (): Promise<number> =>
    new SealAudit(database.dataSource, {
      key,
      checkpoints: new CheckpointFile(join(folder, 'checkpoints.jsonl')),
    }).sealAll();
  const act = async (name: string, input: object = {}): Promise<LightMyRequestResponse> => {
    const version = (await ask('GET', `/cases/${caseId}`)).headers.etag ?? '';
    return ask('POST', `/cases/${caseId}/transitions`, { name, input }, { headers: { 'if-match': version } });
  };
  async function verified(extract: object, publicKey = 'public.pem'): Promise<{ code: number; said: string }> {
    const path = join(folder, 'extract.json');
    await writeFile(path, JSON.stringify(extract));
    // Another folder and an empty environment: it needs nothing of the project.
    const running = run(process.execPath, [VERIFIER, path, join(folder, publicKey)], { cwd: tmpdir(), env: {} });
    return running.then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, said: stdout + stderr };
      },
    );
  }
  const fetched = async (what: 'receipt' | 'extract'): Promise<Extract> =>
    (await ask('GET', `/cases/${caseId}/${what}`)).json<Extract>();

  it('is refused until the case is sealed', async () => {
    const answer = await ask('GET', `/cases/${caseId}/extract`);
    expect(answer.json()).toMatchObject({ status: 409, code: 'audit.case_not_sealed' });
    await seal();
    expect((await ask('GET', `/cases/${caseId}/extract`)).statusCode).toBe(200);
    expect((await ask('GET', `/cases/${caseId}/receipt`)).json()).toMatchObject({ code: 'audit.case_not_sealed' });
  });

  it('as the receipt of a submission is verified by a program without database or network', async () => {
    expect((await act('submit')).json()).toMatchObject({ state: 'submitted' });
    await seal();
    const receipt = await fetched('receipt');
    expect(receipt.request).toMatchObject({ title: 'Review of the law on assets' });
    const { code, said } = await verified(receipt);
    expect(said).toContain('As sealed: KEN-2026-');
    expect(code).toBe(0);
  });

  it('goes on growing with the history while the receipt stays', async () => {
    const receipt = await fetched('receipt');
    expect((await act('withdraw', { reason: 'no longer needed' })).statusCode).toBe(200);
    await seal();
    const extract = await fetched('extract');
    expect(extract.entries.length).toBeGreaterThan(receipt.entries.length);
    expect((await verified(extract)).code).toBe(0);
    expect(await fetched('receipt')).toMatchObject({ seal: receipt.seal, signature: receipt.signature });
  });

  it.each<[string, (extract: Extract) => void, string]>([
    [
      'an edited reason',
      ({ entries }) => Object.assign(entries.at(-1)?.content ?? {}, { reason: 'another' }),
      'the content of entry',
    ],
    ['another hand', ({ entries }) => Object.assign(entries[0]?.frame ?? {}, { actorId: null }), 'not the history'],
    [
      'another time',
      ({ entries }) => Object.assign(entries[0]?.frame ?? {}, { occurredAt: '2020-01-01T00:00:00.000Z' }),
      'not the history',
    ],
    ['an entry less', ({ entries }) => entries.pop(), 'the seal covers'],
    ['two entries exchanged', ({ entries }) => entries.reverse(), 'out of place'],
    [
      'a smaller history and a changed seal',
      ({ entries, seal: it }) => {
        Object.assign(it, { caseSequence: entries.length - 1 });
        entries.pop();
      },
      'not signed',
    ],
    [
      'another request',
      ({ request }) => Object.assign(request ?? {}, { title: 'Something else' }),
      'the request is not',
    ],
    ['another State', ({ seal: it }) => Object.assign(it, { requestingState: 'NER' }), 'not signed'],
  ])('with %s is not as sealed', async (_, change, fault) => {
    const extract = await fetched('extract');
    change(extract);
    const { code, said } = await verified(extract);
    expect(said).toContain(fault);
    expect(code).toBe(1);
  });

  it('with its content erased still holds', async () => {
    const extract = await fetched('extract');
    for (const entry of extract.entries) Object.assign(entry, { salt: null, content: null });
    expect((await verified(extract)).code).toBe(0);
  });

  it('is not vouched for by another key', async () => {
    const other = await AuditKey.create(join(folder, 'other.pem'));
    await writeFile(join(folder, 'other-public.pem'), other.publicKey.toPem());
    expect(await verified(await fetched('extract'), 'other-public.pem')).toMatchObject({ code: 1 });
  });

  it('that cannot be read is said so, not called wrong', async () => {
    expect(await verified({ format: 'upon-request/case-extract/1' })).toMatchObject({ code: 2 });
  });

  it('is there for nobody who does not see the case', async () => {
    for (const role of ['focal-point@NER', 'administrator', 'auditor']) {
      const stranger = await signedIn(api, database, await aPerson(database.dataSource, { roles: [role] }));
      for (const what of ['receipt', 'extract']) {
        expect((await stranger('GET', `/cases/${caseId}/${what}`)).json()).toMatchObject({
          status: 404,
          code: 'case.not_found',
        });
      }
    }
  });
});
