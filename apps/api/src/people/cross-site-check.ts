import { DomainError } from '#libs/domain';
import type { FastifyRequest } from 'fastify';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Another site made a browser send this. */
export class CrossSiteRequest extends DomainError {
  readonly code = 'http.cross_site';
  readonly kind = 'forbidden';

  constructor() {
    super('A change was asked for from a page of another site');
  }
}

/**
 * The defence against requests that another site makes a signed-in browser send (CSRF), and against signing somebody
 * in unasked. A browser says itself where a request comes from, and no page can change what it says: `Sec-Fetch-Site`
 * where the address is trustworthy (https, localhost), `Origin` with every change otherwise. A change with neither
 * does not come from a browser of this decade and carries no cookie it did not put there itself. No token in a form,
 * no state to keep. (OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata".)
 *
 * A request with a Bearer token is not checked: browsers never add one by themselves.
 */
export class CrossSiteCheck {
  private readonly origin: string;

  constructor(publicUrl: string) {
    this.origin = new URL(publicUrl).origin;
  }

  /** @throws CrossSiteRequest */
  check(request: FastifyRequest): void {
    if (SAFE_METHODS.has(request.method)) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    if (site !== undefined) {
      // `same-site` is not enough: another host below the same domain is another house.
      if (site !== 'same-origin' && site !== 'none') throw new CrossSiteRequest();
      return;
    }
    if (origin !== undefined && origin !== this.origin && !isOwnHost(origin, request.headers.host))
      throw new CrossSiteRequest();
  }
}

/** The page came from the very host that the request goes to, whatever name the operator gave in PUBLIC_URL. */
function isOwnHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
