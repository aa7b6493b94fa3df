import type { Passwords } from './accounts.js';
import type { Invitations } from './invitations.js';
import { faultOfPassword, messageOf } from './password-rules.js';
import { InvitationNotValid, PasswordNotAcceptable } from './people.errors.js';

/** Somebody who was invited chooses a password. */
export class AcceptInvitation {
  constructor(
    private readonly invitations: Invitations,
    private readonly passwords: Passwords,
  ) {}

  /** @throws InvitationNotValid, PasswordNotAcceptable */
  async execute(token: string, password: string): Promise<void> {
    const invited = await this.invitations.find(token);
    if (!invited) throw new InvitationNotValid();
    const fault = faultOfPassword(password, invited);
    if (fault) throw new PasswordNotAcceptable(fault, messageOf(fault));
    const isTaken = await this.invitations.accept(token, await this.passwords.hash(password));
    if (!isTaken) throw new InvitationNotValid();
  }
}
