export { type Account, Accounts, canonicalEmail, Passwords } from './accounts.js';
export { type Actor, type HeldRole, type Language, LANGUAGES, namedPlacesOf } from './actor.js';
export { type ApiToken, ApiTokens, LONGEST_TOKEN_DAYS, MakeApiToken, type TokenWish } from './api-tokens.js';
export { AddPerson } from './add-person.js';
export * from './administration/index.js';
export * from './letters/index.js';
export * from './passwords/index.js';
export * from './substitutes/index.js';
export { faultOfPassword, messageOf, PASSWORD_LENGTH, type PasswordFault } from './password-rules.js';
export { type Enrolment, type SecondFactorMethod, SecondFactors, STEP_UP_MINUTES } from './second-factors.js';
export { type AcceptedInvitation, Invitations } from './invitations.js';
export { AcceptInvitation } from './accept-invitation.js';
export { StepUp } from './step-up.js';
export { mayAsk, type PermissionName, PERMISSIONS, TOKEN_SCOPES } from './permissions.js';
export { PeopleDirectory, type Person } from './people-directory.js';
export { type NewPerson, PeopleRegister, type RegisteredPerson } from './people-register.js';
export * from './people.errors.js';
export { checkRole, HEADQUARTERS, isRoleKind, ROLE_KINDS, type RoleKind, type RoleScope } from './role-kinds.js';
export { type CaseInvolvement, rolesOnCase } from './roles-on-case.js';
export {
  type OpenedSession,
  type ResumedSession,
  SESSION_LIMITS,
  Sessions,
  type SessionSummary,
  type SignInMethod,
} from './sessions.js';
export { ATTEMPT_LIMITS, type AttemptBudget, RECOVERY_LIMITS, SignInAttempts } from './sign-in-attempts.js';
export { SignIn } from './sign-in.js';
export {
  Identities,
  IdentityProvider,
  type ProvenIdentity,
  type SignInAttempt,
  SingleSignOn,
} from './single-sign-on.js';
export type { AccountStore, IdentityKey, LinkedIdentity } from './account-store.js';
export { ErasePerson } from './erase-person.js';
export { KeepIdentities } from './keep-identities.js';
export { EndMandate } from './end-mandate.js';
export { EndorseMandate } from './endorse-mandate.js';
export { type Mandate, type MandateStatus, mayProposeMandate, maySeeMandates, statusOf } from './mandate.js';
export type { MandateStore, ProposedPerson, Substitution } from './mandate-store.js';
export { type MandateProposal, ProposeMandate } from './propose-mandate.js';
