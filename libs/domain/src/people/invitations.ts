/** Who was invited, as much as choosing a password needs. */
export interface AcceptedInvitation {
  readonly personId: string;
  readonly email: string;
  readonly displayName: string;
}

/** Lets people choose their own password: nobody else ever knows it. */
export abstract class Invitations {
  /** How long an invitation is good. */
  static readonly GOOD_DAYS = 7;

  /**
   * Ends earlier invitations of the person.
   * @returns the secret of the invitation, shown once, to be given to the person. @throws PersonNotFound
   */
  abstract invite(email: string, invitedBy: string | null): Promise<string>;

  /** Who a secret invites, while it is good. */
  abstract find(token: string): Promise<AcceptedInvitation | null>;

  /**
   * Uses the invitation up and sets the password; open sessions of the person end.
   * @returns whether the invitation was still good.
   */
  abstract accept(token: string, passwordHash: string): Promise<boolean>;
}
