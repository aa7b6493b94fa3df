import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deliveryOf, MAIL_PACES, type Notice, type NoticeKind, type Preference } from './notice.js';

const KINDS: readonly NoticeKind[] = ['your-turn', 'decision', 'deadline', 'progress'];
const notices = fc.record<Notice>({ kind: fc.constantFrom(...KINDS), alwaysMailed: fc.boolean() }, { requiredKeys: ['kind'] });
const preferences = fc.record<Preference>({ event: fc.constant('accepted'), inbox: fc.boolean(), mail: fc.constantFrom(...MAIL_PACES) });
const nothing: Preference = { event: 'accepted', inbox: false, mail: 'never' };

describe('how a reader is told', () => {
  it('is by inbox and at once by mail when it is their turn and they chose nothing', () => {
    expect(deliveryOf({ kind: 'your-turn' }, undefined)).toEqual({ inbox: true, mail: 'at-once' });
  });

  it('is once a day for what is only good to know', () => {
    expect(deliveryOf({ kind: 'progress' }, undefined)).toEqual({ inbox: true, mail: 'daily' });
  });

  it('is not at all when they chose so and nobody has to act', () => {
    expect(deliveryOf({ kind: 'progress' }, nothing)).toEqual({ inbox: false, mail: 'never' });
  });

  it('never falls below the floor, whatever they chose', () => {
    fc.assert(
      fc.property(notices, preferences, (notice, preference) => {
        const delivery = deliveryOf(notice, preference);
        if (notice.kind !== 'progress') expect(delivery.inbox).toBe(true);
        if (notice.alwaysMailed) expect(delivery.mail).toBe('at-once');
        else expect(delivery.mail).toBe(preference.mail);
      }),
    );
  });
});
