import { describe, expect, it } from '@jest/globals';
import { base32, stepAt, stepOfCode, totpCode, totpUri } from './totp.js';

/** The secret of RFC 6238, appendix B. */
const SECRET = Buffer.from('12345678901234567890');

describe('a code of the second factor', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('at %i seconds is that of RFC 6238', (seconds, code) => {
    expect(totpCode(SECRET, stepAt(seconds * 1_000), 8)).toBe(code);
  });

  it('counts half a minute before and after its time, and no longer', () => {
    const now = 1_700_000_010_000;
    const code = totpCode(SECRET, stepAt(now));
    expect([-30, 0, 30].map((seconds) => stepOfCode(SECRET, code, now + seconds * 1_000))).toEqual(
      Array(3).fill(stepAt(now)),
    );
    expect([-60, 60].map((seconds) => stepOfCode(SECRET, code, now + seconds * 1_000))).toEqual([undefined, undefined]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '१२३४५६', ' 94287'])('is not "%s"', (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeUndefined();
  });

  it('comes from a secret that an authenticator can scan', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
    expect(totpUri(SECRET, 'ana@example.org', 'Upon Request')).toBe(
      'otpauth://totp/Upon%20Request:ana%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Upon%20Request',
    );
  });
});
