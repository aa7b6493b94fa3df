import { DomainError } from '../errors.js';

/** The one answer to every failed sign-in: it does not say whether the account exists. */
export class SignInRefused extends DomainError {
  readonly code = 'people.sign_in_refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The e-mail address and the password do not belong together, or the account cannot sign in this way');
  }
}

export class TooManyAttempts extends DomainError {
  readonly code = 'people.too_many_attempts';
  readonly kind = 'too_many';
  override readonly details: { readonly retryAfterSeconds: number };
  readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super('Too many attempts to sign in to this account or from this place');
    this.details = { retryAfterSeconds };
    this.headers = { 'retry-after': String(retryAfterSeconds) };
  }
}

/** Whatever was wrong with the session: absent, forged, expired and revoked are the same answer. */
export class NotSignedIn extends DomainError {
  readonly code = 'people.not_signed_in';
  readonly kind = 'unauthenticated';
  readonly headers = { 'www-authenticate': 'Bearer realm="upon-request"' };

  constructor() {
    super('There is no session in force with this request');
  }
}

export class SessionNotFound extends DomainError {
  readonly code = 'people.session_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('You have no open session of this id');
  }
}

export class PersonNotFound extends DomainError {
  readonly code = 'people.person_not_found';
  readonly kind = 'not_found';

  constructor(who: string) {
    super(`There is no account of ${who}`);
  }
}

export class EmailTaken extends DomainError {
  readonly code = 'people.email_taken';
  readonly kind = 'conflict';

  constructor(email: string) {
    super(`There is already an account of ${email}`);
  }
}

export class RoleNotKnown extends DomainError {
  readonly code = 'people.role_not_known';
  readonly kind = 'invalid';
  override readonly details: { readonly known: readonly string[] };

  constructor(role: string, known: readonly string[]) {
    super(`There is no role ${role}`);
    this.details = { known };
  }
}

export class RoleScopeWrong extends DomainError {
  readonly code = 'people.role_scope_wrong';
  readonly kind = 'invalid';
  override readonly details: { readonly allowed: readonly string[] };

  constructor(role: string, allowed: readonly string[]) {
    super(`The role ${role} is held for ${allowed.map((scope) => SCOPE_NAMES[scope]).join(' or ')}`);
    this.details = { allowed };
  }
}

const SCOPE_NAMES: Readonly<Record<string, string>> = {
  state: 'one State',
  office: 'one office',
  organisation: 'the whole organisation',
};

export class RoleScopeNotKnown extends DomainError {
  readonly code = 'people.role_scope_not_known';
  readonly kind = 'invalid';

  constructor(scope: string) {
    super(`There is no State or office with the code ${scope}`);
  }
}

export class PersonInvalid extends DomainError {
  readonly code = 'people.person_invalid';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The account cannot be created as it is described');
  }
}

/** Absent and invisible are the same answer. */
export class MandateNotFound extends DomainError {
  readonly code = 'people.mandate_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such mandate, or you may not see it');
  }
}

export class MandateNotYours extends DomainError {
  readonly code = 'people.mandate_not_yours';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super(`This is for ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

export class MandateNotEndorsable extends DomainError {
  readonly code: string;
  readonly kind: 'refused' | 'forbidden';

  constructor(why: keyof typeof NOT_ENDORSABLE) {
    super(NOT_ENDORSABLE[why]);
    this.code = `people.mandate_${why}`;
    this.kind = why === 'second_person' ? 'forbidden' : 'refused';
  }
}

const NOT_ENDORSABLE = {
  second_person: 'A mandate is endorsed by a second person, neither who proposed it nor whose it is',
  endorsed: 'This mandate has been endorsed already',
  ended: 'This mandate has ended',
  held: 'The person holds a mandate of this State without an end already',
} as const;

export class MandateInvalid extends DomainError {
  readonly code = 'people.mandate_invalid';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The mandate cannot be proposed as it is described');
  }
}

export class SubstituteNotPossible extends DomainError {
  readonly code = 'people.substitute_not_possible';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The substitute cannot be named as described');
  }
}

/** Depends on the role alone, and is said before anybody is looked up. */
export class SubstitutionNotYours extends DomainError {
  readonly code = 'people.substitution_not_yours';
  readonly kind = 'forbidden';
  override readonly details: { readonly rolesNeeded: readonly string[] };

  constructor(rolesNeeded: readonly string[]) {
    super(`A substitute in this role is named by its holder, or by ${rolesNeeded.join(' or ')}`);
    this.details = { rolesNeeded };
  }
}

/** Absent, ended and somebody else's are the same answer. */
export class SubstitutionNotFound extends DomainError {
  readonly code = 'people.substitution_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('There is no such substitution of yours that has not ended');
  }
}

/** The password was right; what is missing is the code of the second factor. */
export class SecondFactorNeeded extends DomainError {
  readonly code = 'people.second_factor_needed';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This account has a second factor: send its code, or a recovery code, with address and password');
  }
}

export class SecondFactorRefused extends DomainError {
  readonly code = 'people.second_factor_refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The code is wrong, has been used, or its half minute is over');
  }
}

export class SecondFactorUnavailable extends DomainError {
  readonly code = 'people.second_factor_unavailable';
  readonly kind = 'refused';

  constructor() {
    super('This system was given no key to keep second factors with (SECRETS_KEY)');
  }
}

export class SecondFactorPresent extends DomainError {
  readonly code = 'people.second_factor_present';
  readonly kind = 'conflict';

  constructor() {
    super('You have a second factor already; remove it before you set up another');
  }
}

/** No role of the caller opens this address; it is said before anything is looked up, so that it tells nothing of what is there. */
export class NotPermitted extends DomainError {
  readonly code = 'people.not_permitted';
  readonly kind = 'forbidden';
  override readonly details: { readonly permission: string; readonly rolesNeeded: readonly string[] };

  constructor(permission: string, rolesNeeded: readonly string[]) {
    super(rolesNeeded.length === 0 ? 'This is not open to you' : `This is for ${rolesNeeded.join(' or ')}`);
    this.details = { permission, rolesNeeded };
  }
}

/** An API token without the scope that an address needs. */
export class ScopeMissing extends DomainError {
  readonly code = 'people.scope_missing';
  readonly kind = 'forbidden';
  override readonly details: { readonly scopeNeeded: string };

  constructor(scopeNeeded: string) {
    super(`This token was not given the scope ${scopeNeeded}, or no token can have it`);
    this.details = { scopeNeeded };
  }
}

export class TokenNotPossible extends DomainError {
  readonly code = 'people.token_not_possible';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The token cannot be made as described');
  }
}

export class TokenNotFound extends DomainError {
  readonly code = 'people.token_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('You have no token of this id in force');
  }
}

/** What is asked for needs more than a session: the second factor, shown lately. */
export class StepUpNeeded extends DomainError {
  readonly code = 'people.step_up_needed';
  readonly kind = 'forbidden';
  override readonly details: { readonly withinMinutes: number };

  constructor(withinMinutes: number) {
    super(
      `This needs your second factor, shown within the last ${withinMinutes} minutes: POST /api/v1/sessions/current/second-factor`,
    );
    this.details = { withinMinutes };
  }
}

/** A session that was left open somewhere is not enough to change how an account is entered. */
export class FreshSignInNeeded extends DomainError {
  readonly code = 'people.fresh_sign_in_needed';
  readonly kind = 'forbidden';
  override readonly details: { readonly withinMinutes: number };

  constructor(withinMinutes: number) {
    super(`This needs a session opened within the last ${withinMinutes} minutes: sign in again`);
    this.details = { withinMinutes };
  }
}

export class InvitationNotValid extends DomainError {
  readonly code = 'people.invitation_not_valid';
  readonly kind = 'not_found';

  constructor() {
    super('This invitation has been used, has ended, or never was');
  }
}

export class PasswordNotAcceptable extends DomainError {
  readonly code = 'people.password_not_acceptable';
  readonly kind = 'invalid';
  override readonly errors: DomainError['errors'];

  /** @param pointer where the password stands in what was sent. */
  constructor(code: string, message: string, pointer = '/password') {
    super('Please choose another password');
    this.errors = [{ pointer, code, message }];
  }
}

/** Also the answer to somebody who has no password here. */
export class CurrentPasswordRefused extends DomainError {
  readonly code = 'people.current_password_refused';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This is not your present password, or you sign in without one');
  }
}

/** The one answer to every link that does not hold. */
export class RecoveryNotValid extends DomainError {
  readonly code = 'people.recovery_not_valid';
  readonly kind = 'not_found';

  constructor() {
    super('This link has been used, has ended, or never was; ask for another');
  }
}

export class SsoNotOffered extends DomainError {
  readonly code = 'people.sso_not_offered';
  readonly kind = 'not_found';

  constructor() {
    super('This system knows no identity provider');
  }
}

/** An identity signs in to one account. Whose it is, is not said. */
export class IdentityTaken extends DomainError {
  readonly code = 'people.identity_taken';
  readonly kind = 'conflict';

  constructor() {
    super('This identity is linked to another account');
  }
}

export class IdentityNotFound extends DomainError {
  readonly code = 'people.identity_not_found';
  readonly kind = 'not_found';

  constructor() {
    super('No identity of this id is linked to the account');
  }
}

export class IdentityInvalid extends DomainError {
  readonly code = 'people.identity_invalid';
  readonly kind = 'invalid';

  constructor(override readonly errors: DomainError['errors']) {
    super('The identity cannot be linked as it is described');
  }
}

/** Somebody else has to see to it. */
export class NotOneself extends DomainError {
  readonly code = 'people.not_oneself';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody erases themselves: another administrator does');
  }
}

/** The one answer to whatever does not hold in what a browser brings back from the identity provider. */
export class SignInNotBegun extends DomainError {
  readonly code = 'people.sign_in_not_begun';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This sign-in was not begun in this browser, is over, or did not hold');
  }
}

/** The provider vouches for somebody, and no account is theirs; nor is one found by an address. */
export class IdentityNotLinked extends DomainError {
  readonly code = 'people.identity_not_linked';
  readonly kind = 'forbidden';

  constructor() {
    super('Nobody has linked this identity to an account here; an invitation or an administrator does');
  }
}
