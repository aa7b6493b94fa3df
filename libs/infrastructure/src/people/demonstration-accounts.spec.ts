import { checkRole } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { DEMONSTRATION_PASSWORD, demonstrationAccounts } from './demonstration-accounts.js';

const accounts = demonstrationAccounts();
const holders = (role: string): number =>
  accounts.filter((account) => account.roles.some((held) => held.role === role)).length;

describe('the demonstration accounts', () => {
  it('hold only roles that exist, for whom they can be held', () => {
    for (const account of accounts) expect(() => account.roles.forEach(checkRole)).not.toThrow();
  });

  it('have an address each, in a domain that reaches nobody', () => {
    expect(new Set(accounts.map(({ email }) => email)).size).toBe(accounts.length);
    expect(accounts.every(({ email }) => email.endsWith('.example') && email === email.toLowerCase())).toBe(true);
  });

  it('play every part', () => {
    for (const role of [
      'focal-point',
      'permanent-mission',
      'intake-officer',
      'triage-officer',
      'case-officer',
      'office-head',
    ]) {
      expect(holders(role)).toBeGreaterThan(1);
    }
    for (const role of ['due-diligence-adviser', 'auditor', 'administrator']) expect(holders(role)).toBeGreaterThan(0);
  });

  it('have two managers who may decide on strictly confidential cases, so that four eyes can', () => {
    expect(accounts.filter((account) => account.isCleared && account.roles[0]?.role === 'hq-manager')).toHaveLength(2);
  });

  it('speak five of the official languages and have a zone each that exists', () => {
    expect(new Set(accounts.map(({ language }) => language))).toEqual(new Set(['ar', 'en', 'es', 'fr', 'ru']));
    for (const { timeZone } of accounts) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  it('have a password as long as any other must be', () =>
    expect(DEMONSTRATION_PASSWORD.length).toBeGreaterThanOrEqual(12));
});
