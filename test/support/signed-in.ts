import type { Actor } from '#libs/domain';
import { PostgresSessions } from '#libs/infrastructure';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { TestDatabase } from './database.js';

type Ask = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  more?: InjectOptions,
) => Promise<LightMyRequestResponse>;

/** Somebody with an open session, second factor shown unless told otherwise, who asks the API: `await (await signedIn(api, database, ana))('GET', '/me')`. */
export async function signedIn(
  api: { readonly app: NestFastifyApplication },
  database: TestDatabase,
  actor: Actor,
  secondFactor: 'totp' | null = 'totp',
): Promise<Ask> {
  const { token } = await new PostgresSessions(database.dataSource).open({
    personId: actor.personId,
    method: 'password',
    secondFactor,
    userAgent: 'a test',
    source: '198.51.100.1',
    replacesToken: null,
  });
  return (method, url, payload, more = {}) =>
    api.app.inject({
      method,
      url: `/api/v1${url}`,
      ...(payload !== undefined && { payload }),
      ...more,
      headers: { ...more.headers, authorization: `Bearer ${token}` },
    });
}
