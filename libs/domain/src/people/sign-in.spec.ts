import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Account, Accounts, Passwords } from './accounts.js';
import { SecondFactorNeeded, SecondFactorRefused, SignInRefused, TooManyAttempts } from './people.errors.js';
import { type Enrolment, type SecondFactorMethod, SecondFactors } from './second-factors.js';
import { type OpenedSession, type ResumedSession, Sessions, type SessionSummary } from './sessions.js';
import { SignIn } from './sign-in.js';
import { type AttemptBudget, SignInAttempts } from './sign-in-attempts.js';

class AccountsInMemory extends Accounts {
  readonly byEmail = new Map<string, Account>([
    ['ana@example.org', { personId: 'ana', passwordHash: 'weak:correct horse' }],
    ['sso@example.org', { personId: 'sso', passwordHash: null }],
    ['tom@example.org', { personId: 'tom', passwordHash: 'strong:correct horse' }],
  ]);

  override async findByEmail(email: string): Promise<Account | undefined> {
    return this.byEmail.get(email);
  }

  override async changePasswordHash(personId: string, passwordHash: string): Promise<void> {
    for (const [email, account] of this.byEmail)
      if (account.personId === personId) this.byEmail.set(email, { personId, passwordHash });
  }
}

class PlainPasswords extends Passwords {
  comparisons = 0;

  override async hash(password: string): Promise<string> {
    return `strong:${password}`;
  }

  override async matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.comparisons += 1;
    return passwordHash?.split(':')[1] === password;
  }

  override isOutdated(passwordHash: string): boolean {
    return passwordHash.startsWith('weak:');
  }
}

class AttemptsInMemory extends SignInAttempts {
  readonly spent = new Map<string, number>();

  override async spend(budgets: readonly AttemptBudget[]): Promise<number | null> {
    const counts = budgets.map(({ kind, subject, limit }) => {
      const count = (this.spent.get(`${kind}:${subject}`) ?? 0) + 1;
      this.spent.set(`${kind}:${subject}`, count);
      return count > limit;
    });
    return counts.includes(true) ? 900 : null;
  }

  override async giveBack(budgets: readonly AttemptBudget[]): Promise<void> {
    for (const { kind, subject } of budgets) this.spent.delete(`${kind}:${subject}`);
  }
}

class SessionsInMemory extends Sessions {
  readonly opened: Parameters<Sessions['open']>[0][] = [];

  override async open(session: Parameters<Sessions['open']>[0]): Promise<OpenedSession> {
    this.opened.push(session);
    return { id: 'session', token: 'token', expiresAt: new Date(0) };
  }

  override async resume(): Promise<ResumedSession | undefined> {
    return undefined;
  }

  override async list(): Promise<readonly SessionSummary[]> {
    return [];
  }

  override async revoke(): Promise<boolean> {
    return false;
  }

  override async stepUp(): Promise<void> {}
}

/** Tom has a generator that always shows 123456. */
class OneSecondFactor extends SecondFactors {
  override async isEnrolled(personId: string): Promise<boolean> {
    return personId === 'tom';
  }

  override async enrol(): Promise<Enrolment> {
    return { secret: '', uri: '' };
  }

  override async confirm(): Promise<readonly string[] | null> {
    return null;
  }

  override async check(_: string, code: string): Promise<SecondFactorMethod | null> {
    return code === '123456' ? 'totp' : null;
  }

  override async remove(): Promise<void> {}
}

describe('signing in', () => {
  let accounts: AccountsInMemory;
  let passwords: PlainPasswords;
  let attempts: AttemptsInMemory;
  let sessions: SessionsInMemory;
  let signIn: (email: string, password: string, source?: string, code?: string) => Promise<OpenedSession>;

  beforeEach(() => {
    accounts = new AccountsInMemory();
    passwords = new PlainPasswords();
    attempts = new AttemptsInMemory();
    sessions = new SessionsInMemory();
    const useCase = new SignIn(accounts, passwords, attempts, sessions, new OneSecondFactor());
    signIn = (email, password, source = '198.51.100.7', code: string | null = null) =>
      useCase.execute({ email, password, code, source, userAgent: null, replacesToken: 'old-token' });
  });

  it('opens a session that replaces the one the browser had', async () => {
    await signIn(' Ana@Example.org', 'correct horse');
    expect(sessions.opened).toEqual([
      {
        personId: 'ana',
        method: 'password',
        secondFactor: null,
        userAgent: null,
        source: '198.51.100.7',
        replacesToken: 'old-token',
      },
    ]);
  });

  it.each([
    ['a wrong password', 'ana@example.org', 'wrong'],
    ['an unknown address', 'nobody@example.org', 'correct horse'],
    ['an account without a password', 'sso@example.org', ''],
  ])('answers %s in the same words after the same work', async (_, email, password) => {
    await expect(signIn(email, password)).rejects.toEqual(new SignInRefused());
    expect(passwords.comparisons).toBe(1);
    expect(sessions.opened).toEqual([]);
  });

  it('is refused without looking at the password when an account has used up its tries', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(signIn('ana@example.org', 'wrong', `198.51.100.${attempt}`)).rejects.toThrow(SignInRefused);
    }
    passwords.comparisons = 0;
    await expect(signIn('ana@example.org', 'correct horse')).rejects.toThrow(TooManyAttempts);
    expect(passwords.comparisons).toBe(0);
  });

  it('counts tries on an address nobody has just the same', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1)
      await expect(signIn('nobody@example.org', 'x')).rejects.toThrow(SignInRefused);
    await expect(signIn('nobody@example.org', 'x')).rejects.toThrow(TooManyAttempts);
  });

  it('is refused to a place that has tried many accounts', async () => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      await expect(signIn(`nobody-${attempt}@example.org`, 'x')).rejects.toThrow(SignInRefused);
    }
    await expect(signIn('ana@example.org', 'correct horse')).rejects.toThrow(TooManyAttempts);
    await expect(signIn('ana@example.org', 'correct horse', '203.0.113.9')).resolves.toBeDefined();
  });

  it('forgets the failures of an account with a success', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 9; attempt += 1)
        await expect(signIn('ana@example.org', 'wrong')).rejects.toThrow(SignInRefused);
      await expect(signIn('ana@example.org', 'correct horse')).resolves.toBeDefined();
    }
  });

  it('asks for the second factor only after the right password', async () => {
    await expect(signIn('tom@example.org', 'wrong')).rejects.toThrow(SignInRefused);
    await expect(signIn('tom@example.org', 'correct horse')).rejects.toThrow(SecondFactorNeeded);
    await expect(signIn('tom@example.org', 'correct horse', '198.51.100.7', '000000')).rejects.toThrow(
      SecondFactorRefused,
    );
    await signIn('tom@example.org', 'correct horse', '198.51.100.7', '123456');
    expect(sessions.opened).toEqual([expect.objectContaining({ personId: 'tom', secondFactor: 'totp' })]);
  });

  it('does not let whoever has the password guess codes for long', async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expect(signIn('tom@example.org', 'correct horse', `198.51.100.${attempt}`, '000000')).rejects.toThrow(
        SecondFactorRefused,
      );
    }
    await expect(signIn('tom@example.org', 'correct horse', '203.0.113.9', '123456')).rejects.toThrow(TooManyAttempts);
  });

  it('replaces a hash of yesterday’s strength', async () => {
    await signIn('ana@example.org', 'correct horse');
    expect(accounts.byEmail.get('ana@example.org')?.passwordHash).toBe('strong:correct horse');
  });
});
