export { ChangePassword } from './change-password.js';
export { type PasswordHolder, PasswordRecoveries, type PasswordStore } from './password-store.js';
export { AcceptRecovery, AskForRecovery } from './recover-password.js';
