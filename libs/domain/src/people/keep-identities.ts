import type { Identifiers } from '../identifiers/identifiers.js';
import { administratorId, type Settler } from '../reference-data/settings.js';
import { leaveLetter } from './letters/leave-letter.js';
import type { UnitOfWork } from '../unit-of-work/unit-of-work.js';
import type { IdentityKey, LinkedIdentity } from './account-store.js';
import { IdentityInvalid, IdentityNotFound, IdentityTaken, PersonNotFound } from './people.errors.js';

const LONGEST_ISSUER = 500;
/** OpenID Connect Core 1.0, section 2: `sub` has at most 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/;

/**
 * An administrator says by which identities of a provider an account is entered. An identity is named by the provider's own
 * key, never by an address, which changes hands. The person concerned is told: whoever links theirs to somebody else's
 * account could enter it.
 */
export class KeepIdentities {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * Does nothing where the link is there already.
   * @throws AdministratorsOnly, IdentityInvalid, PersonNotFound (also where the account is closed), IdentityTaken
   */
  async link(settler: Settler, personId: string, { issuer, subject }: IdentityKey): Promise<LinkedIdentity> {
    const by = administratorId(settler);
    const faults = [...faultsOf({ issuer, subject })];
    if (faults.length > 0) throw new IdentityInvalid(faults);
    return this.unitOfWork.run(async (stores) => {
      const { accounts, audit } = stores;
      const account = await accounts.lock(personId);
      if (!account?.isActive) throw new PersonNotFound(personId);
      const linked = await accounts.link(personId, { id: this.identifiers.next(), issuer, subject });
      if (!linked) throw new IdentityTaken();
      const { isNew, ...identity } = linked;
      if (isNew) {
        audit.append({
          kind: 'identity-linked',
          actorId: by,
          subject: { type: 'person', id: personId },
          detail: { issuer, identityId: identity.id },
        });
        await leaveLetter(stores, { kind: 'identity-linked', personId, askedBy: by });
      }
      return identity;
    });
  }

  /** The sessions opened by way of the provider end at once. @throws AdministratorsOnly, PersonNotFound, IdentityNotFound */
  async unlink(settler: Settler, personId: string, identityId: string): Promise<void> {
    const by = administratorId(settler);
    await this.unitOfWork.run(async (stores) => {
      const { accounts, audit } = stores;
      if (!(await accounts.lock(personId))) throw new PersonNotFound(personId);
      const unlinked = await accounts.unlink(personId, identityId);
      if (!unlinked) throw new IdentityNotFound();
      audit.append({
        kind: 'identity-unlinked',
        actorId: by,
        subject: { type: 'person', id: personId },
        detail: { issuer: unlinked.issuer, identityId },
      });
      await leaveLetter(stores, { kind: 'identity-unlinked', personId, askedBy: by });
    });
  }
}

function* faultsOf({ issuer, subject }: IdentityKey): Generator<IdentityInvalid['errors'][number]> {
  if (issuer.length > LONGEST_ISSUER || !isIssuer(issuer))
    yield { pointer: '/issuer', code: 'issuer', message: 'An issuer is the https address the provider signs as' };
  if (!SUBJECT.test(subject))
    yield { pointer: '/subject', code: 'subject', message: 'A subject has 1 to 255 ASCII characters' };
}

/** Without query and fragment (OpenID Connect Discovery 1.0); plain http is for a provider on one's own machine. */
function isIssuer(text: string): boolean {
  return /^(https:\/\/[\w.-]+(:\d+)?|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?)(\/[\w.~/-]*)?$/.test(text);
}
