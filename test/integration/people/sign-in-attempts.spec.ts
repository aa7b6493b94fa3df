import { describe, expect, it } from '@jest/globals';
import type { AttemptBudget } from '#libs/domain';
import { PostgresSignInAttempts, rows } from '#libs/infrastructure';
import { v7 as uuidv7 } from 'uuid';
import { aDatabase } from '../../support/database.js';

describe('attempts to sign in', () => {
  const database = aDatabase({ poolSize: 10 });
  const attempts = (): PostgresSignInAttempts => new PostgresSignInAttempts(database.dataSource);
  const budgets = (account: string, source = uuidv7()): AttemptBudget[] => [
    { kind: 'account', subject: account, limit: 5, windowMinutes: 15 },
    { kind: 'source', subject: source, limit: 8, windowMinutes: 15 },
  ];

  it('are let through up to the limit, however many come at once', async () => {
    const account = uuidv7();
    const verdicts = await Promise.all(Array.from({ length: 40 }, () => attempts().spend(budgets(account))));
    expect(verdicts.filter((wait) => wait === null)).toHaveLength(5);
  });

  it('say how long to wait', async () => {
    const account = uuidv7();
    for (let attempt = 0; attempt < 5; attempt += 1) await attempts().spend(budgets(account));
    const wait = await attempts().spend(budgets(account));
    expect(wait).toBeGreaterThan(880);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('are counted for a place over all accounts', async () => {
    const source = uuidv7();
    const verdicts = [];
    for (let attempt = 0; attempt < 10; attempt += 1) verdicts.push(await attempts().spend(budgets(uuidv7(), source)));
    expect(verdicts.filter((wait) => wait === null)).toHaveLength(8);
  });

  it('do not mix an account with a place of the same name', async () => {
    const name = uuidv7();
    for (let attempt = 0; attempt < 5; attempt += 1) await attempts().spend(budgets(name));
    expect(await attempts().spend([{ kind: 'source', subject: name, limit: 1, windowMinutes: 15 }])).toBeNull();
  });

  it('start afresh for an account with a success, while the place gets one back', async () => {
    const [account, source] = [uuidv7(), uuidv7()];
    for (let attempt = 0; attempt < 5; attempt += 1) await attempts().spend(budgets(account, source));
    await attempts().giveBack(budgets(account, source));
    const verdicts = [];
    for (let attempt = 0; attempt < 5; attempt += 1) verdicts.push(await attempts().spend(budgets(account, source)));
    // Four were left on the place (8 - 5 + 1), though the account had all five again.
    expect(verdicts.filter((wait) => wait === null)).toHaveLength(4);
  });

  it('are open again when the window has ended, and what has ended is cleared away', async () => {
    const account = uuidv7();
    for (let attempt = 0; attempt < 6; attempt += 1) await attempts().spend(budgets(account));
    await database.dataSource.query(`UPDATE sign_in_attempts SET window_ends_at = now() - interval '1 second'`);
    expect(await attempts().spend(budgets(account))).toBeNull();
    for (let attempt = 0; attempt < 20; attempt += 1) await attempts().spend(budgets(uuidv7()));
    const ended = await rows(database.dataSource, 'SELECT FROM sign_in_attempts WHERE window_ends_at < now()');
    expect(ended).toEqual([]);
  });

  it('leave no address in the table', async () => {
    await attempts().spend(budgets('ana@example.org', '198.51.100.7'));
    const text = JSON.stringify(await rows(database.dataSource, 'SELECT t::text FROM sign_in_attempts t'));
    expect(text).not.toContain('ana@');
    expect(text).not.toContain('198.51');
  });
});
