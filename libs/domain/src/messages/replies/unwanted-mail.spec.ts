import { describe, expect, it } from '@jest/globals';
import { unwantedBecause } from './unwanted-mail.js';

const head = (name = 'x', value = 'y', envelopeFrom = 'amina@example.org') => ({
  envelopeFrom,
  headers: [
    { name: 'message-id', value: '<1@example.org>' },
    { name, value },
  ],
});

describe('mail that nobody wrote', () => {
  it.each([
    ['bounce', head('x', 'y', '')],
    ['bounce', head('return-path', '<>')],
    ['bounce', head('x', 'y', 'MAILER-DAEMON@example.org')],
    ['automatic', head('auto-submitted', 'auto-replied (vacation)')],
    ['automatic', head('x-autoreply', 'yes')],
    ['bulk', head('precedence', 'Bulk')],
    ['list', head('list-unsubscribe', '<https://example.org>')],
  ])('is known as %s', (reason, mail) => expect(unwantedBecause(mail, 'us.example')).toBe(reason));

  it('may be our own, come back', () => {
    const own = {
      envelopeFrom: 'a@b.example',
      headers: [{ name: 'message-id', value: '<notification.1@US.example>' }],
    };
    expect(unwantedBecause(own, 'us.example')).toBe('own');
    expect(unwantedBecause(own, 'other.example')).toBeNull();
  });

  it('is not what somebody wrote', () => {
    expect(unwantedBecause(head('auto-submitted', 'no'), 'us.example')).toBeNull();
    expect(unwantedBecause(head(), 'us.example')).toBeNull();
  });
});
