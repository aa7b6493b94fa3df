import { readFile } from 'node:fs/promises';
import { IdentityProvider, type ProvenIdentity, type SignInAttempt, SignInNotBegun } from '#libs/domain';
import * as oidc from 'openid-client';
import { IdentityProviderAway } from './identity-provider-away.js';

/** How this system is known to the provider, and what counts there as a second factor. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string;
  /** Values of `acr` that mean a second factor was shown; the first is asked for. */
  readonly secondFactorAcr: readonly string[];
}

/** Where the provider sends people back to. */
export const CALLBACK_PATH = '/api/v1/sso/callback';

/** Methods of which one is enough (RFC 8176): the provider's own word for "several", and what one has rather than knows. */
const SECOND_FACTOR_AMR = new Set(['mfa', 'otp', 'hwk', 'swk', 'sc', 'fpt', 'face']);
const SCOPE = 'openid';
const TIMEOUT_SECONDS = 5;

/** OpenID Connect: authorization code flow with PKCE, state and nonce; the library checks issuer, audience, signature and time. */
export class OpenIdProvider extends IdentityProvider {
  private found: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly settings: OpenIdSettings,
    private readonly publicUrl: string,
  ) {
    super();
  }

  override async begin(stepUp: boolean): Promise<Omit<SignInAttempt, 'invitation'> & { readonly redirectTo: string }> {
    const codeVerifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const [acr] = this.settings.secondFactorAcr;
    const redirectTo = oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.callback(),
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(stepUp && { prompt: 'login', ...(acr !== undefined && { acr_values: acr }) }),
    });
    return { state, nonce, codeVerifier, redirectTo: redirectTo.href };
  }

  override async complete(attempt: SignInAttempt, answer: string): Promise<ProvenIdentity> {
    const configuration = await this.configuration();
    const claims = await oidc
      .authorizationCodeGrant(configuration, new URL(`${this.callback()}?${answer}`), {
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        pkceCodeVerifier: attempt.codeVerifier,
        idTokenExpected: true,
      })
      .then(
        (tokens) => tokens.claims(),
        (error: unknown) => {
          throw isAway(error) ? new IdentityProviderAway(error) : new SignInNotBegun();
        },
      );
    if (!claims) throw new SignInNotBegun();
    const { acr } = claims;
    const amr = Array.isArray(claims['amr']) ? claims['amr'] : [];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      hasSecondFactor:
        (typeof acr === 'string' && this.settings.secondFactorAcr.includes(acr)) ||
        amr.some((method) => typeof method === 'string' && SECOND_FACTOR_AMR.has(method)),
    };
  }

  override async signOutUrl(): Promise<string | null> {
    const configuration = await this.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: this.publicUrl }).href;
  }

  private callback(): string {
    return new URL(CALLBACK_PATH, this.publicUrl).href;
  }

  /** Asked of the provider once it is first needed: the API starts without it. */
  private async configuration(): Promise<oidc.Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      throw new IdentityProviderAway(error);
    }
  }

  private async discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecretFile } = this.settings;
    const secret = (await readFile(clientSecretFile, 'utf8')).trim();
    const server = new URL(issuer);
    // Plain http is for a provider on one's own machine; the configuration takes it for no other.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the mark is there to make one think; this is the case it is meant for
    const execute = server.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(server, clientId, secret, undefined, { execute, timeout: TIMEOUT_SECONDS });
  }
}

/** The provider did not answer, or not in time; a "no" of its own is not meant. */
function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name));
}
