import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  Argon2Passwords,
  DEMONSTRATION_PASSWORD,
  loadReferenceData,
  PostgresPeopleRegister,
  SeedDemonstrationAccounts,
} from '#libs/infrastructure';
import { anApi } from '../../support/api.js';
import { aDatabase } from '../../support/database.js';

const database = aDatabase();
const api = anApi(database);
let token: string;

beforeAll(async () => {
  await loadReferenceData(database.dataSource);
  await new SeedDemonstrationAccounts(new PostgresPeopleRegister(database.dataSource), new Argon2Passwords()).execute();
  const opened = await api.app.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { email: 'focal-point.ken@demo.example', password: DEMONSTRATION_PASSWORD, deliver: 'token' },
  });
  token = opened.json<{ token: string }>().token;
}, 60_000);

async function read(path: string, headers: Record<string, string> = {}) {
  const {
    statusCode,
    headers: answered,
    body,
  } = await api.app.inject({
    method: 'GET',
    url: `/api/v1/reference/${path}`,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
  const document = body === '' ? undefined : (JSON.parse(body) as { items: Record<string, unknown>[]; code?: string });
  return { statusCode, headers: answered, items: document?.items ?? [], document };
}

describe('the lists of reference data', () => {
  it.each([
    ['member-states', 195],
    ['regions', 30],
    ['offices', 45],
    ['areas', 14],
    ['assistance-types', 14],
    ['instruments', 26],
    ['purpose-codes', 24],
    ['sdg-targets', 24],
  ])('%s: %i entries', async (list, count) => {
    const { statusCode, items } = await read(list);
    expect(statusCode).toBe(200);
    expect(items).toHaveLength(count);
  });

  it('are closed to those who have not signed in', async () => {
    expect((await read('areas', { authorization: '' })).statusCode).toBe(401);
  });

  it('name States in the caller’s language, in that language’s order, and say which it is', async () => {
    const french = await read('member-states', { 'accept-language': 'fr-CA, en;q=0.5' });
    expect(french.headers['content-language']).toBe('fr');
    expect(french.headers['vary']).toContain('Accept-Language');
    expect(french.items.find((state) => state['code'] === 'CIV')).toMatchObject({ name: "Côte d'Ivoire" });
    const names = french.items.map((state) => String(state['listName']));
    expect(names).toEqual([...names].sort(new Intl.Collator('fr').compare));
  });

  it('name everything in six languages when asked to', async () => {
    const { items, headers } = await read('areas?names=all', { 'accept-language': 'ar' });
    expect(headers['content-language']).toBe('ar, en, es, fr, ru, zh');
    expect(items[0]).toMatchObject({ nameLanguage: 'ar', names: { zh: '洗钱、犯罪所得和资助恐怖主义' } });
  });

  it('fall back to English where the source has no other name, and say so', async () => {
    const { items, headers } = await read('sdg-targets?area=PIR', { 'accept-language': 'ru' });
    expect(items.map((target) => [target['code'], target['nameLanguage']])).toEqual([
      ['16.3', 'en'],
      ['16.a', 'en'],
    ]);
    expect(headers['content-language']).toBe('en');
  });

  it('filter States by region of any level, group and lead office', async () => {
    const { items } = await read('member-states?region=202&group=lldc&leadOffice=ROEA');
    expect(items.map((state) => state['code']).sort()).toEqual(['BDI', 'ETH', 'RWA', 'SSD', 'UGA']);
  });

  it('answer 304 to a caller who holds the same list in the same language', async () => {
    const { headers } = await read('areas', { 'accept-language': 'es' });
    const etag = String(headers['etag']);
    expect(etag).toMatch(/^"[^"]+"$/);
    expect((await read('areas', { 'accept-language': 'es', 'if-none-match': etag })).statusCode).toBe(304);
    expect((await read('areas', { 'accept-language': 'es', 'if-none-match': `"other", W/${etag}` })).statusCode).toBe(
      304,
    );
    expect((await read('areas', { 'accept-language': 'fr', 'if-none-match': etag })).statusCode).toBe(200);
    expect((await read('areas?names=all', { 'accept-language': 'es', 'if-none-match': etag })).statusCode).toBe(200);
  });

  it('change their ETag when the data change', async () => {
    const before = await read('offices');
    await database.dataSource.query(`UPDATE reference_datasets SET revision = revision + 1 WHERE dataset = 'offices'`);
    expect((await read('offices')).headers['etag']).not.toBe(before.headers['etag']);
    expect((await read('areas', { 'if-none-match': String((await read('areas')).headers['etag']) })).statusCode).toBe(
      304,
    );
  });

  it('refuse a filter that is malformed, not announced, or names nothing', async () => {
    expect((await read('member-states?region=Africa')).document).toMatchObject({ code: 'http.invalid_request' });
    expect((await read('member-states?colour=blue')).document).toMatchObject({
      errors: [{ pointer: '/colour', code: 'unknown_field' }],
    });
    expect((await read('member-states?leadOffice=NOWHERE')).document).toMatchObject({
      code: 'reference_data.filter_unknown',
      errors: [{ pointer: '/leadOffice', code: 'unknown_reference' }],
    });
  });
});
