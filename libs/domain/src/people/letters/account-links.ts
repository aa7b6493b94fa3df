/** Where the secrets of letters about accounts lead. */
export abstract class AccountLinks {
  /** @param secret must not come into the log of a server on the way: browsers keep what follows `#` to themselves. */
  abstract to(purpose: 'invitation' | 'password-recovery', secret: string): string;
}
