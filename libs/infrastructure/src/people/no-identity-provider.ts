import { IdentityProvider, SsoNotOffered } from '#libs/domain';

/** Where no identity provider is configured. */
export class NoIdentityProvider extends IdentityProvider {
  override begin(): Promise<never> {
    return Promise.reject(new SsoNotOffered());
  }

  override complete(): Promise<never> {
    return Promise.reject(new SsoNotOffered());
  }

  override signOutUrl(): Promise<never> {
    return Promise.reject(new SsoNotOffered());
  }
}
