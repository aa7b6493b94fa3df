import { describe, expect, it } from '@jest/globals';
import type { OpenedSession } from '#libs/domain';
import { PostgresSessions, rows } from '#libs/infrastructure';
import { aDatabase } from '../../support/database.js';
import { aPerson } from '../../support/people.js';

describe('a session', () => {
  const database = aDatabase();
  const sessions = (): PostgresSessions => new PostgresSessions(database.dataSource);
  const open = (personId: string, replacesToken: string | null = null): Promise<OpenedSession> =>
    sessions().open({ personId, method: 'password', userAgent: 'a browser', source: '198.51.100.7', replacesToken });
  const age = (id: string, change: string): Promise<unknown> =>
    database.dataSource.query(`UPDATE sessions SET ${change} WHERE id = $1`, [id]);

  it('is resumed with the person and the roles in force', async () => {
    const ana = await aPerson(database.dataSource, {
      roles: ['focal-point@KEN', 'case-officer@ROEA'],
      isCleared: true,
    });
    const { token, id, expiresAt } = await open(ana.personId);
    const resumed = await sessions().resume(token);
    expect(resumed).toMatchObject({
      id,
      expiresAt,
      actor: { personId: ana.personId, language: 'en', isCleared: true },
    });
    expect(new Set(resumed?.actor.roles)).toEqual(new Set(ana.roles));
  });

  it('knows at the next request that a role has ended or has not begun', async () => {
    const ana = await aPerson(database.dataSource, {
      roles: ['focal-point@KEN', 'focal-point@UGA', 'focal-point@TZA'],
    });
    const { token } = await open(ana.personId);
    await database.dataSource.query(
      `UPDATE role_assignments SET from_at = CASE state_code WHEN 'UGA' THEN now() + interval '1 day' ELSE from_at END,
              until_at = CASE state_code WHEN 'TZA' THEN from_at END WHERE person_id = $1`,
      [ana.personId],
    );
    expect((await sessions().resume(token))?.actor.roles.map(({ stateCode }) => stateCode)).toEqual(['KEN']);
  });

  it('is resumed without any role by somebody who has none', async () => {
    const { token } = await open((await aPerson(database.dataSource)).personId);
    expect((await sessions().resume(token))?.actor.roles).toEqual([]);
  });

  it('is opened by nothing that can be read in the database', async () => {
    const { token, id } = await open((await aPerson(database.dataSource)).personId);
    const [row] = await rows<{ row: string; hash: string }>(
      database.dataSource,
      `SELECT row_to_json(s)::text AS row, encode(token_hash, 'base64') AS hash FROM sessions s WHERE id = $1`,
      [id],
    );
    expect(row?.row).not.toContain(token.slice(4));
    expect(await sessions().resume(row?.hash ?? '')).toBeUndefined();
    expect(
      await sessions().resume(`urs_${row?.hash.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')}`),
    ).toBeUndefined();
  });

  it('has a token of 256 bits that nobody else has', async () => {
    const ana = await aPerson(database.dataSource);
    const tokens = await Promise.all(Array.from({ length: 20 }, async () => (await open(ana.personId)).token));
    expect(new Set(tokens).size).toBe(20);
    expect(Buffer.from(tokens[0]?.slice(4) ?? '', 'base64url')).toHaveLength(32);
  });

  it.each([
    ['forged', () => `urs_${'A'.repeat(43)}`],
    ['truncated', (token: string) => token.slice(0, -1)],
    ['lengthened', (token: string) => `${token}A`],
    ['altered', (token: string) => token.slice(0, -2) + (token.endsWith('A') ? 'BB' : 'AA')],
    ['without its prefix', (token: string) => token.slice(4)],
    ['in other letters', (token: string) => token.toUpperCase()],
    ['empty', () => ''],
    ['followed by a line', (token: string) => `${token}\n`],
    ['with a zero byte', (token: string) => `${token.slice(0, -1)}\u0000`],
    ['a piece of SQL', () => `' OR true --`],
  ])('is not resumed by a token that is %s', async (_, forge) => {
    const { token } = await open((await aPerson(database.dataSource)).personId);
    expect(await sessions().resume(forge(token))).toBeUndefined();
  });

  it('ends after an hour without a request, and not before', async () => {
    const { token, id } = await open((await aPerson(database.dataSource)).personId);
    await age(id, `last_seen_at = now() - interval '59 minutes'`);
    expect(await sessions().resume(token)).toBeDefined();
    await age(id, `last_seen_at = now() - interval '61 minutes'`);
    expect(await sessions().resume(token)).toBeUndefined();
  });

  it('ends after twelve hours however busy it was', async () => {
    const { token, id, expiresAt } = await open((await aPerson(database.dataSource)).personId);
    const [{ hours } = { hours: 0 }] = await rows<{ hours: number }>(
      database.dataSource,
      'SELECT extract(epoch FROM expires_at - created_at)::float / 3600 AS hours FROM sessions WHERE id = $1 AND expires_at = $2',
      [id, expiresAt],
    );
    expect(hours).toBe(12);
    await age(id, `expires_at = now() - interval '1 millisecond'`);
    expect(await sessions().resume(token)).toBeUndefined();
  });

  it('is written down as seen at most once a minute', async () => {
    const { token, id } = await open((await aPerson(database.dataSource)).personId);
    const versionOf = async (): Promise<unknown> =>
      (await rows(database.dataSource, 'SELECT xmin, last_seen_at FROM sessions WHERE id = $1', [id]))[0];
    const atFirst = await versionOf();
    await sessions().resume(token);
    expect(await versionOf()).toEqual(atFirst);

    await age(id, `last_seen_at = now() - interval '2 minutes'`);
    const longAgo = await versionOf();
    await sessions().resume(token);
    const seen = await versionOf();
    expect(seen).not.toEqual(longAgo);
    await sessions().resume(token);
    expect(await versionOf()).toEqual(seen);
  });

  it('ends when it is revoked, for its own person only', async () => {
    const [ana, ben] = await Promise.all([aPerson(database.dataSource), aPerson(database.dataSource)]);
    const { token, id } = await open(ana.personId);
    expect(await sessions().revoke(ben.personId, id)).toBe(false);
    expect(await sessions().resume(token)).toBeDefined();
    expect(await sessions().revoke(ana.personId, id)).toBe(true);
    expect(await sessions().resume(token)).toBeUndefined();
    expect(await sessions().revoke(ana.personId, id)).toBe(false);
  });

  it('replaces the one the browser had before', async () => {
    const ana = await aPerson(database.dataSource);
    const before = await open(ana.personId);
    const after = await open(ana.personId, before.token);
    expect(await sessions().resume(before.token)).toBeUndefined();
    expect(await sessions().resume(after.token)).toBeDefined();
  });

  it('is listed while it is in force, the latest first', async () => {
    const ana = await aPerson(database.dataSource);
    const [first, second, revoked, expired] = [
      await open(ana.personId),
      await open(ana.personId),
      await open(ana.personId),
      await open(ana.personId),
    ];
    await sessions().revoke(ana.personId, revoked.id);
    await age(expired.id, `expires_at = now()`);
    await age(first.id, `created_at = created_at - interval '1 second'`);
    expect((await sessions().list(ana.personId)).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('ends with the account', async () => {
    const ana = await aPerson(database.dataSource);
    const { token } = await open(ana.personId);
    await database.dataSource.query('UPDATE people SET deactivated_at = now() WHERE id = $1', [ana.personId]);
    expect(await sessions().resume(token)).toBeUndefined();
  });
});
