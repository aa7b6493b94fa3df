import { describe, expect, it } from '@jest/globals';
import { faultOfPassword } from './password-rules.js';

const ana = { email: 'ana.mwangi@justice.example', displayName: 'Ana Mwangi' };

describe('a password somebody chooses', () => {
  it.each([
    'correct horse battery',
    'four quiet lakes and a train',
    'Tr4ins-leave-early',
    'слоны гуляют вечером',
    '高山流水知音难觅江上清风',
  ])('may be "%s"', (password) => expect(faultOfPassword(password, ana)).toBeNull());

  it.each([
    ['short', 'too_short'],
    ['x'.repeat(257), 'too_long'],
    ['password1234', 'common'],
    ['P@ssw0rd!2026', 'common'],
    ['Passwort12345', null],
    ['welcome!!!2026', 'common'],
    ['qwertyuiop123', 'common'],
    ['upon-request', 'common'],
    ['aaaaaaaaaaaa', 'pattern'],
    ['abababababab', 'pattern'],
    ['123456789012', 'pattern'],
    ['lkjihgfedcba', 'pattern'],
    ['ana.mwangi12', 'personal'],
    ['Mwangi123456', null],
    ['justice-justice', 'personal'],
  ])('"%s" is %s', (password, fault) => expect(faultOfPassword(password, ana)).toBe(fault));
});
