import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError, TypeORMError } from 'typeorm';
import { isDatabaseAway } from './database-away.js';

const coded = (code: string): Error => Object.assign(new Error('something'), { code });

describe('an error that says the database is away', () => {
  it.each([
    ['a refused connection', coded('ECONNREFUSED')],
    ['a server that shuts down', new QueryFailedError('SELECT 1', [], coded('57P01'))],
    ['a connection lost on the way', new QueryFailedError('SELECT 1', [], new Error('Connection terminated unexpectedly'))],
    ['refusals on both addresses of a host', new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')])],
    ['a connection lost in the middle of a transaction', new QueryRunnerProviderAlreadyReleasedError()],
    ['the same, told by the runner', new QueryRunnerAlreadyReleasedError()],
    ['a question before the first contact', new TypeORMError('Driver not Connected')],
  ])('%s', (_, error) => expect(isDatabaseAway(error)).toBe(true));

  it.each([
    ['a broken constraint', new QueryFailedError('INSERT', [], coded('23505'))],
    ['a fault of ours', new TypeError('x is not a function')],
    ['nothing at all', undefined],
  ])('is not %s', (_, error) => expect(isDatabaseAway(error)).toBe(false));
});
