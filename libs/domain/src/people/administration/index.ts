export type { AccountDecision } from './account-decision.js';
export type { AccountRegister, AccountToChange, RoleAssignment, RoleGrant } from './account-register.js';
export * from './administration.errors.js';
export { CloseAccount, ReopenAccount } from './close-account.js';
export { EndRole } from './end-role.js';
export { type AccountWish, EnterAccount } from './enter-account.js';
export { GrantRole } from './grant-role.js';
export { InviteAgain } from './invite-again.js';
export { EndSessionsOf, RemoveSecondFactorOf } from './lost-device.js';
