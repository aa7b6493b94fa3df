import { TransientError } from '#libs/domain';

export class IdentityProviderAway extends TransientError {
  readonly code = 'people.identity_provider_away';

  constructor(cause: unknown) {
    super('The identity provider cannot be reached; sign in another way, or in a moment', { cause });
  }
}
