import { WebhookAddresses, WebhookAddressRefused } from '#libs/domain';
import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Unicast addresses of IPv6 that are routed in public, all of them so far (IANA). */
const PUBLIC_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads `10.0.0.0/8`. @throws where it is no network. */
export function readNetwork(text: string): Network {
  return ipaddr.parseCIDR(text.trim());
}

/**
 * Keeps webhooks out of private networks: whoever may register a receiver must not be able to make this machine speak to
 * its neighbours, to itself, or to the metadata service of a cloud. Names are resolved, since a name can point anywhere.
 */
export class PermittedAddresses extends WebhookAddresses {
  private readonly allowed: readonly Network[];

  /** @param allowedNetworks private networks that are meant to be reached, such as `10.20.0.0/16`. */
  constructor(
    allowedNetworks: readonly string[],
    private readonly resolve: (hostname: string) => Promise<readonly string[]> = resolveAll,
  ) {
    super();
    this.allowed = allowedNetworks.map(readNetwork);
  }

  override async check(url: string): Promise<void> {
    if (!URL.canParse(url)) throw new WebhookAddressRefused('malformed');
    await this.pin(new URL(url));
  }

  /**
   * The address to connect to. It has been looked at, so nothing may be resolved again between the look and the
   * connection.
   * @throws WebhookAddressRefused
   */
  async pin(url: URL): Promise<string> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new WebhookAddressRefused('not_https');
    if (url.username !== '' || url.password !== '') throw new WebhookAddressRefused('has_credentials');
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(hostname) === 0 ? await this.resolveKnown(hostname) : [hostname];
    // One name with a public and a private address is a trick, not a receiver.
    const judged = addresses.map((address) => this.judge(address));
    if (judged.includes('private')) throw new WebhookAddressRefused('not_public');
    if (url.protocol === 'http:' && judged.includes('public')) throw new WebhookAddressRefused('not_https');
    const [first] = addresses;
    if (first === undefined) throw new WebhookAddressRefused('not_found');
    return first;
  }

  private judge(address: string): 'allowed' | 'public' | 'private' {
    const parsed = ipaddr.process(address);
    const isAllowed = this.allowed.some(([base, bits]) => base.kind() === parsed.kind() && parsed.match(base, bits));
    if (isAllowed) return 'allowed';
    const isPublic =
      parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(PUBLIC_V6));
    return isPublic ? 'public' : 'private';
  }

  private async resolveKnown(hostname: string): Promise<readonly string[]> {
    try {
      return await this.resolve(hostname);
    } catch (error) {
      throw Object.assign(new WebhookAddressRefused('not_found'), { cause: error });
    }
  }
}

async function resolveAll(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);
}
