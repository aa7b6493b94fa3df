import { recordAudit, rows, SealAudit } from '#libs/infrastructure';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { signedIn } from '../../support/signed-in.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly kind: string; readonly entry: string | null }[];
}

describe('an auditor', () => {
  const database = aDatabase();
  const api = anApi(database);
  let ask: Awaited<ReturnType<typeof signedIn>>;
  let officerId: string;

  beforeAll(async () => {
    ask = await signedIn(api, database, await aPerson(database.dataSource, { roles: ['auditor'] }));
  });
  beforeEach(() => {
    officerId = uuidv7();
  });

  const record = (kind: 'text-edited' | 'text-reset', subjectId = uuidv7()): Promise<void> =>
    recordAudit(database.dataSource, {
      kind,
      actorId: officerId,
      subject: { type: 'text', id: subjectId },
      detail: { language: 'fr' },
    });

  it('reads who did what, the latest first, every record once over the pages', async () => {
    for (let number = 0; number < 5; number += 1) await record(number % 2 === 0 ? 'text-edited' : 'text-reset');
    const written = await rows<{ id: string }>(
      database.dataSource,
      'SELECT id FROM audit_records WHERE actor_id = $1 ORDER BY occurred_at DESC, id DESC',
      [officerId],
    );
    const seen: string[] = [];
    let next = `/audit/records?limit=2&actorId=${officerId}`;
    while (next !== '') {
      const page = await ask('GET', next);
      seen.push(...page.json<Page>().items.map(({ id }) => id));
      next = /<\/api\/v1(.*)>/.exec(String(page.headers['link'] ?? ''))?.[1] ?? '';
    }
    expect(seen).toEqual(written.map(({ id }) => id));
  });

  it('finds what is of one kind, about one thing or of some time', async () => {
    const subjectId = uuidv7();
    await record('text-edited', subjectId);
    await record('text-reset', subjectId);
    await record('text-edited');
    const kinds = async (query: string): Promise<readonly string[]> =>
      (await ask('GET', `/audit/records?actorId=${officerId}&${query}`)).json<Page>().items.map(({ kind }) => kind);
    expect(await kinds(`subjectId=${subjectId}`)).toEqual(['text-reset', 'text-edited']);
    expect(await kinds('kind=text-edited')).toEqual(['text-edited', 'text-edited']);
    expect(await kinds('toAt=2026-01-01T00:00:00Z')).toEqual([]);
    expect(await kinds('fromAt=2026-01-01T00:00:00Z')).toHaveLength(3);
  });

  it('learns by which number the chain knows a record, and where the chain stands', async () => {
    await record('text-edited');
    const its = async () => (await ask('GET', `/audit/records?actorId=${officerId}`)).json<Page>().items[0];
    expect(await its()).toMatchObject({ kind: 'text-edited', entry: null });
    expect(await new SealAudit(database.dataSource, null).sealAll({ everything: true })).toBeGreaterThan(0);
    const sealed = await its();
    const chain = (await ask('GET', '/audit/chain')).json<Record<string, unknown>>();
    expect(chain).toEqual({
      entry: expect.stringMatching(/^\d+$/),
      chainHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      sealedAt: expect.any(String),
    });
    expect(Number(sealed?.entry)).toBeGreaterThan(0);
    expect(Number(sealed?.entry)).toBeLessThanOrEqual(Number(chain['entry']));
  });

  it('is told what is wrong with a question, and changes nothing by asking', async () => {
    const answer = await ask('GET', '/audit/records?actorId=me&fromAt=yesterday&order=kind');
    expect(answer.statusCode).toBe(422);
    expect(
      answer
        .json<{ errors: { pointer: string }[] }>()
        .errors.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/actorId', '/fromAt', '/order']);
  });
});
