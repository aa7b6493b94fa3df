import { describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { CrossSiteCheck, CrossSiteRequest } from './cross-site-check.js';

const check = new CrossSiteCheck('https://requests.example.org');
const ask = (method: string, headers: Record<string, string>) => (): void =>
  check.check({ method, headers: { host: 'requests.example.org', ...headers } } as unknown as FastifyRequest);

describe('a change asked for', () => {
  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'https://requests.example.org' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['our own page in an older browser', { origin: 'https://requests.example.org' }],
    ['a page under the name the request goes to', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
    ['a program', {}],
  ])('from %s is let through', (_, headers) => expect(ask('POST', headers)).not.toThrow());

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.org' }],
    ['another site in an older browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['an origin that cannot be read', { origin: 'requests.example.org' }],
  ])('from %s is refused', (_, headers) => expect(ask('POST', headers)).toThrow(CrossSiteRequest));

  it.each(['GET', 'HEAD', 'OPTIONS'])('with %s changes nothing and needs no check', (method) =>
    expect(ask(method, { 'sec-fetch-site': 'cross-site' })).not.toThrow(),
  );

  it.each(['PUT', 'PATCH', 'DELETE', 'BREW'])('with %s is checked', (method) =>
    expect(ask(method, { 'sec-fetch-site': 'cross-site' })).toThrow(CrossSiteRequest),
  );
});
