import { describe, expect, it } from '@jest/globals';
import { newReplyToken, plusAddress, tokenIn } from './reply-token.js';

describe('a reply address', () => {
  it('carries a token that can be read back, whatever became of its case on the way', () => {
    const token = newReplyToken();
    const address = plusAddress('reply@example.org', token);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(tokenIn('reply@example.org', address)).toBe(token);
    expect(tokenIn('reply@example.org', address.toUpperCase())).toBe(token);
    expect(newReplyToken()).not.toBe(token);
  });

  it.each([
    'reply@example.org',
    'reply+@example.org',
    'reply+short@example.org',
    'other+aaaa@example.org',
    'reply+a@b@example.org',
    '',
  ])('is not %s', (recipient) => expect(tokenIn('reply@example.org', recipient)).toBeNull());

  it('is below its own domain only', () => {
    expect(tokenIn('reply@example.org', plusAddress('reply@example.org.evil.example', newReplyToken()))).toBeNull();
  });
});
