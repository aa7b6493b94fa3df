import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WEBHOOK_ATTEMPTS, webhookPauseSeconds } from './webhook-retries.js';

describe('the patience with a receiver', () => {
  it('lasts for days', () => {
    const pauses = Array.from({ length: WEBHOOK_ATTEMPTS - 1 }, (_, index) =>
      webhookPauseSeconds(index + 1, 0.5, null),
    );
    const days = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0) / 86_400;
    expect(days).toBeGreaterThan(3);
    expect(days).toBeLessThan(4);
  });

  it('ends', () => {
    expect(webhookPauseSeconds(WEBHOOK_ATTEMPTS, 0.5, null)).toBeNull();
  });

  it('is never shorter than the receiver asks, up to a day, nor much off the pause that is usual', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: WEBHOOK_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.nat()),
        (attempts, chance, wish) => {
          const pause = webhookPauseSeconds(attempts, chance, wish) ?? 0;
          const usual = webhookPauseSeconds(attempts, 0.5, null) ?? 0;
          expect(pause).toBeGreaterThanOrEqual(Math.min(wish ?? 0, 86_400));
          expect(pause).toBeGreaterThanOrEqual(Math.floor(usual * 0.9));
          expect(pause).toBeLessThanOrEqual(Math.max(Math.ceil(usual * 1.1), 86_400));
        },
      ),
    );
  });
});
