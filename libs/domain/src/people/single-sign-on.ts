import { IdentityNotLinked, SignInNotBegun } from './people.errors.js';
import type { OpenedSession, Sessions } from './sessions.js';

/** What an identity provider vouches for: somebody, by the provider's own key. An address is no key: it changes hands. */
export interface ProvenIdentity {
  /** URL of the provider. */
  readonly issuer: string;
  readonly subject: string;
  /** Whether the provider says that more than a password was shown (`acr`, `amr`). */
  readonly hasSecondFactor: boolean;
}

/** What has to be remembered between sending somebody to the provider and their coming back. */
export interface SignInAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** An invitation to link the identity with, as the store keeps it; null for everyday sign-in. */
  readonly invitation: string | null;
}

/** Who vouches for people (OpenID Connect). */
export abstract class IdentityProvider {
  /** @param stepUp whether the provider is to ask again, and for a second factor. */
  abstract begin(
    stepUp: boolean,
  ): Promise<Omit<SignInAttempt, 'invitation'> & { /** Where the browser goes. */ readonly redirectTo: string }>;

  /**
   * Checks the answer: that it is to this attempt, from this provider, for us, signed and fresh.
   * @param answer the query the browser came back with. @throws SignInNotBegun
   */
  abstract complete(attempt: SignInAttempt, answer: string): Promise<ProvenIdentity>;

  /** Where the browser goes so that the provider forgets it too; null where the provider has no such place. */
  abstract signOutUrl(): Promise<string | null>;
}

/** Which identities belong to which accounts, and the attempts under way. */
export abstract class Identities {
  /** @param attempt with the secret of the invitation, of which only a hash is kept. */
  abstract keep(attempt: SignInAttempt): Promise<void>;
  /** Takes an attempt: it is there once, and for some minutes. */
  abstract take(state: string): Promise<SignInAttempt | null>;
  /** The active account of an identity. */
  abstract find(identity: Pick<ProvenIdentity, 'issuer' | 'subject'>): Promise<string | null>;
  /** Uses an invitation of an attempt up to link an identity that belongs to nobody. @returns the account, null if either is not so. */
  abstract linkByInvitation(
    invitation: string,
    identity: Pick<ProvenIdentity, 'issuer' | 'subject'>,
  ): Promise<string | null>;
}

/** Somebody signs in with an identity provider, or links theirs to the account they were invited to. */
export class SingleSignOn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly identities: Identities,
    private readonly sessions: Sessions,
  ) {}

  /** @returns where the browser goes, and the state it has to bring back in a cookie of ours. */
  async begin(wish: {
    readonly invitation: string | null;
    readonly stepUp: boolean;
  }): Promise<{ readonly redirectTo: string; readonly state: string }> {
    const { redirectTo, ...attempt } = await this.provider.begin(wish.stepUp);
    await this.identities.keep({ ...attempt, invitation: wish.invitation });
    return { redirectTo, state: attempt.state };
  }

  /**
   * @param claim `boundState` is what this very browser was given at the beginning: somebody else's answer, slipped to it
   * in a link, does not fit.
   * @throws SignInNotBegun, IdentityNotLinked
   */
  async complete(claim: {
    readonly answer: string;
    readonly boundState: string | undefined;
    readonly source: string;
    readonly userAgent: string | null;
    readonly replacesToken: string | null;
  }): Promise<OpenedSession> {
    const state = new URLSearchParams(claim.answer).get('state');
    if (state === null || state !== claim.boundState) throw new SignInNotBegun();
    const attempt = await this.identities.take(state);
    if (!attempt) throw new SignInNotBegun();
    const identity = await this.provider.complete(attempt, claim.answer);
    const personId =
      attempt.invitation === null
        ? await this.identities.find(identity)
        : await this.identities.linkByInvitation(attempt.invitation, identity);
    if (personId === null) throw new IdentityNotLinked();
    return this.sessions.open({
      personId,
      method: 'oidc',
      secondFactor: identity.hasSecondFactor ? 'provider' : null,
      userAgent: claim.userAgent,
      source: claim.source,
      replacesToken: claim.replacesToken,
    });
  }
}
