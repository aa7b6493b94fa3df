import { beforeEach, describe, expect, it } from '@jest/globals';
import { TransactionSql } from './transaction-sql.js';

describe('the SQL of a transaction', () => {
  let sent: { text: string; parameters: readonly unknown[] }[];
  let answers: unknown[];
  let sql: TransactionSql;

  beforeEach(() => {
    sent = [];
    answers = [];
    sql = new TransactionSql({
      query: <Result>(text: string, parameters: unknown[] = []) => {
        sent.push({ text, parameters });
        return Promise.resolve((answers.shift() ?? []) as Result);
      },
    });
  });

  const update = { table: 'cases', text: 'UPDATE cases SET state = $2 WHERE id = $1', parameters: ['id', 'triage'] };
  const insert = { table: 'case_events', text: 'INSERT INTO case_events VALUES ($1, $2)', parameters: ['id', 7] };

  it('sends writes together, each with its own parameters', async () => {
    await sql.write(update);
    await sql.write(insert);
    expect(sent).toEqual([]);
    await sql.flush();
    expect(sent).toEqual([
      {
        text:
          'WITH w0 AS (UPDATE cases SET state = $2 WHERE id = $1 RETURNING 1), w1 AS (INSERT INTO case_events VALUES ($3, $4) RETURNING 1) ' +
          'SELECT (SELECT count(*)::int FROM w0) AS n0, (SELECT count(*)::int FROM w1) AS n1',
        parameters: ['id', 'triage', 'id', 7],
      },
    ]);
  });

  it('writes before it reads', async () => {
    await sql.write(insert);
    await sql.query('SELECT 1');
    expect(sent.map(({ text }) => text.slice(0, 6))).toEqual(['WITH w', 'SELECT']);
  });

  it('writes twice to one table in the order asked for', async () => {
    await sql.write(update);
    await sql.write({ ...update, parameters: ['id', 'accepted'] });
    await sql.flush();
    expect(sent.map(({ parameters }) => parameters[1])).toEqual(['triage', 'accepted']);
  });

  it('tells each write how many rows it changed, and fails with it', async () => {
    answers = [[{ n0: 3, n1: 0 }]];
    await sql.write(update);
    await sql.write({
      ...insert,
      check: (affected) => {
        throw new Error(`${affected} rows`);
      },
    });
    await expect(sql.flush()).rejects.toThrow('0 rows');
  });

  it('sends nothing where there is nothing to write', async () => {
    await sql.flush();
    expect(sent).toEqual([]);
  });
});
