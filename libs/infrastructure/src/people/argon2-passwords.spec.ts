import { describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { Argon2Passwords } from './argon2-passwords.js';

const passwords = new Argon2Passwords();

describe('passwords', () => {
  it('are kept as argon2id with the parameters OWASP asks for, salted', async () => {
    const [one, two] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    await expect(passwords.matches(one, 'correct horse')).resolves.toBe(true);
    await expect(passwords.matches(one, 'wrong horse')).resolves.toBe(false);
  });

  it('are the same from a keyboard that composes letters and one that does not', async () => {
    const composed = await passwords.hash('Zürich-café-2026');
    await expect(passwords.matches(composed, 'Zürich-café-2026'.normalize('NFD'))).resolves.toBe(true);
  });

  it('match nothing where there is none', async () => {
    await expect(passwords.matches(null, '')).resolves.toBe(false);
    await expect(passwords.matches(null, 'correct horse')).resolves.toBe(false);
  });

  it('know a hash made with less', async () => {
    expect(passwords.isOutdated(await hash('x', { memoryCost: 4_096, timeCost: 1 }))).toBe(true);
    expect(passwords.isOutdated(await passwords.hash('x'))).toBe(false);
  });
});
