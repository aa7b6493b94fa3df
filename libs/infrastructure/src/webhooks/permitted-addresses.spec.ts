import { describe, expect, it } from '@jest/globals';
import { PermittedAddresses } from './permitted-addresses.js';

const resolvingTo =
  (...addresses: readonly string[]) =>
  (): Promise<readonly string[]> =>
    Promise.resolve(addresses);

const why = (refusal: Promise<unknown>): Promise<string> =>
  refusal.then(
    () => 'taken',
    (error: unknown) => (error as { why: string }).why,
  );

describe('the address of a receiver', () => {
  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine, in IPv6', '::1'],
    ['this machine, dressed as IPv6', '::ffff:127.0.0.1'],
    ['nowhere', '0.0.0.0'],
    ['a private network', '10.1.2.3'],
    ['another private network', '172.16.5.4'],
    ['a home network', '192.168.1.1'],
    ['the metadata of a cloud', '169.254.169.254'],
    ['the same, in IPv6', 'fd00:ec2::254'],
    ['a neighbour', 'fe80::1'],
    ['a provider’s inside', '100.64.0.1'],
    ['everybody', '255.255.255.255'],
    ['a group', '224.0.0.1'],
    ['a private network by way of a translator', '64:ff9b::a01:203'],
    ['a private network by way of a tunnel', '2002:a01:203::1'],
    ['an address of the old form', '::127.0.0.1'],
  ])('may not lead to %s', async (_, address) => {
    expect(await why(new PermittedAddresses([], resolvingTo(address)).check('https://receiver.example/hook'))).toBe(
      'not_public',
    );
  });

  it.each(['http://127.0.0.1', 'https://2130706433/', 'https://0x7f.1/', 'https://[::1]/', 'https://[::ffff:7f00:1]/'])(
    'may not lead there by being written as %s either',
    async (url) => expect(await why(new PermittedAddresses([]).check(url))).toBe('not_public'),
  );

  it('is connected to as it was looked at', async () => {
    const addresses = new PermittedAddresses([], resolvingTo('203.0.114.7'));
    expect(await addresses.pin(new URL('https://receiver.example'))).toBe('203.0.114.7');
  });

  it('may not be public and private at once', async () => {
    const addresses = new PermittedAddresses([], resolvingTo('203.0.114.7', '10.0.0.1'));
    expect(await why(addresses.check('https://receiver.example'))).toBe('not_public');
  });

  it('is taken in a network that was allowed by name, even without TLS', async () => {
    const addresses = new PermittedAddresses(['10.20.0.0/16'], resolvingTo('10.20.1.1'));
    expect(await why(addresses.check('http://intranet.example'))).toBe('taken');
    const next = new PermittedAddresses(['10.20.0.0/16'], resolvingTo('10.21.1.1'));
    expect(await why(next.check('http://intranet.example'))).toBe('not_public');
  });

  it.each([
    ['http://receiver.example', 'not_https'],
    ['ftp://receiver.example', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['https://somebody:secret@receiver.example', 'has_credentials'],
    ['no address', 'malformed'],
  ])('is refused as %s', async (url, reason) => {
    expect(await why(new PermittedAddresses([], resolvingTo('203.0.114.7')).check(url))).toBe(reason);
  });

  it('is refused where nobody knows its name', async () => {
    const unknown = (): Promise<never> => Promise.reject(new Error('ENOTFOUND'));
    expect(await why(new PermittedAddresses([], unknown).check('https://receiver.example'))).toBe('not_found');
  });
});
