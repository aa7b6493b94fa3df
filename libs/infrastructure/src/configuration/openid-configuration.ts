import type { OpenIdSettings } from '../people/openid-provider.js';

const ON_THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the environment says of the identity provider: all of it or nothing. The secret stands in a file. */
export function openIdFrom(environment: NodeJS.ProcessEnv, faults: string[]): OpenIdSettings | null {
  const issuer = environment['OIDC_ISSUER'] ?? '';
  const clientId = environment['OIDC_CLIENT_ID'] ?? '';
  const clientSecretFile = environment['OIDC_CLIENT_SECRET_FILE'] ?? '';
  const named = [issuer, clientId, clientSecretFile].filter((value) => value !== '').length;
  if (named === 0) return null;
  if (named < 3)
    faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET_FILE belong together: name all or none');
  if (issuer !== '' && !isTrustworthy(issuer))
    faults.push('OIDC_ISSUER must be an https:// URL (http:// on this machine only)');
  const secondFactorAcr = (environment['OIDC_SECOND_FACTOR_ACR'] ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean);
  return { issuer, clientId, clientSecretFile, secondFactorAcr };
}

function isTrustworthy(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && ON_THIS_MACHINE.has(hostname));
}
