import {
  type Actor,
  CaseChangedMeanwhile,
  type CaseStanding,
  RepeatDiffers,
  RepeatInProgress,
  type Repeatable,
  TransitionRefused,
} from '#libs/domain';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { aDatabase, INHABITED } from '../../support/database.js';
import { aPerson } from '../../support/people.js';
import { Product } from '../../support/product.js';
import { written } from '../../support/written.js';

describe('writing', () => {
  const database = aDatabase({ template: INHABITED, poolSize: 8 });
  let product: Product;
  let focalPoint: Actor;
  let intakeOfficer: Actor;
  let draft: CaseStanding;

  beforeAll(async () => {
    product = new Product(database.dataSource);
    focalPoint = await aPerson(database.dataSource, { roles: ['focal-point@KEN'] });
    intakeOfficer = await aPerson(database.dataSource, { roles: ['intake-officer@HQ'] });
  });
  beforeEach(async () => {
    draft = await product.draft(focalPoint);
  });

  const withdraw = (repeatable: Repeatable | null = null, { transition = 'withdraw' } = {}) =>
    product.perform.execute(
      focalPoint,
      { caseId: draft.id, seenVersion: draft.version, transition, input: {} },
      repeatable,
    );

  describe('to one case at once', () => {
    it('is for one of two; the other is told who came first, and nothing of theirs stays', async () => {
      const before = await written(database.dataSource);
      const outcomes = await Promise.allSettled([
        withdraw(),
        product.perform.execute(
          focalPoint,
          { caseId: draft.id, seenVersion: draft.version, transition: 'submit', input: {} },
          null,
        ),
      ]);
      const [won] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
      const [lost] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
      expect(lost).toBeInstanceOf(CaseChangedMeanwhile);
      expect((lost as CaseChangedMeanwhile).details).toMatchObject({
        presentVersion: draft.version + 1,
        changesSince: expect.arrayContaining([
          expect.objectContaining({ type: 'moved', toState: won?.state }),
        ]) as unknown,
      });
      const after = await written(database.dataSource);
      expect(after['versions']).toBe((before['versions'] ?? 0) + 1);
    });

    it('waits for whoever holds the case, and then sees what they wrote', async () => {
      let letGo = (): void => undefined;
      let isHeld = (): void => undefined;
      const held = new Promise<void>((resolve) => (isHeld = resolve));
      const holding = product.unitOfWork.run(async ({ cases }) => {
        const record = await cases.lockForSystem(draft.id);
        isHeld();
        await new Promise<void>((resolve) => (letGo = resolve));
        if (record) await cases.save({ ...record, version: record.version + 1 }, []);
      });
      await held;
      const waiting = withdraw();
      letGo();
      await holding;
      await expect(waiting).rejects.toThrow(CaseChangedMeanwhile);
    });

    it('fails whole where a record was not read under the lock', async () => {
      const before = await written(database.dataSource);
      const stale = product.unitOfWork.run(async ({ cases, outbox }) => {
        const record = await cases.lockForSystem(draft.id);
        if (!record) throw new Error('The draft is gone');
        outbox.append('mail.send', { notificationId: randomUUID() });
        await cases.save({ ...record, version: record.version + 2 }, []);
      });
      await expect(stale).rejects.toThrow(/was not at version/);
      expect(await written(database.dataSource)).toEqual(before);
    });

    it('shows in the same transaction what it wrote before', async () => {
      await product.unitOfWork.run(async ({ cases, clocks }) => {
        const record = await cases.lockForSystem(draft.id);
        if (!record) throw new Error('The draft is gone');
        const entry = {
          caseId: draft.id,
          sequence: record.historyLength + 1,
          caseVersion: record.version + 1,
          type: 'act-not-possible',
          name: null,
          fromState: null,
          toState: null,
          actorId: null,
          actorRole: 'system',
          reason: null,
          detail: {},
          occurredAt: new Date(),
        };
        const once = { ...record, version: record.version + 1, historyLength: entry.sequence };
        await cases.save(once, [entry]);
        expect(await cases.historySince(draft.id, record.version)).toMatchObject([{ sequence: entry.sequence }]);
        await cases.save({ ...once, version: once.version + 1, urgency: 'urgent' }, []);
        expect(await clocks.of(draft.id)).toEqual([]);
        expect(await cases.lockForSystem(draft.id)).toMatchObject({ version: draft.version + 2, urgency: 'urgent' });
      });
    });
  });

  describe('with a key that makes it repeatable', () => {
    let repeatable: Repeatable;
    beforeEach(() => {
      repeatable = { personId: focalPoint.personId, key: randomUUID(), fingerprint: Buffer.from('the same content') };
    });

    it('is done once, and answered alike', async () => {
      const first = await withdraw(repeatable);
      const before = await written(database.dataSource);
      expect(await withdraw(repeatable)).toEqual(first);
      expect(await written(database.dataSource)).toEqual(before);
    });

    it('is refused for another content', async () => {
      await withdraw(repeatable);
      await expect(withdraw({ ...repeatable, fingerprint: Buffer.from('another') })).rejects.toThrow(RepeatDiffers);
    });

    it('is nobody else’s: the same key of another person is another key', async () => {
      await withdraw(repeatable);
      const theirs = { ...repeatable, personId: intakeOfficer.personId };
      expect(await product.unitOfWork.run(({ repeats }) => repeats.once(theirs, () => Promise.resolve('theirs')))).toBe(
        'theirs',
      );
    });

    it('is "in progress" while the first call runs, and has its answer after', async () => {
      const { repeats: second, first } = await twoCalls(repeatable, () => Promise.resolve('the answer'));
      await expect(second()).rejects.toThrow(RepeatInProgress);
      expect(await first()).toBe('the answer');
      expect(await second()).toBe('the answer');
    });

    it('is forgotten where the act failed', async () => {
      await expect(withdraw(repeatable, { transition: 'close' })).rejects.toThrow(TransitionRefused);
      expect((await withdraw(repeatable)).state).toBe('withdrawn');
    });

    it('is forgotten after a day', async () => {
      const answer = (text: string) =>
        product.unitOfWork.run(({ repeats }) => repeats.once(repeatable, () => Promise.resolve(text)));
      expect(await answer('first')).toBe('first');
      await database.dataSource.query(
        `UPDATE idempotency_keys SET created_at = now() - interval '23 hours 59 minutes' WHERE key = $1`,
        [repeatable.key],
      );
      expect(await answer('second')).toBe('first');
      await database.dataSource.query(
        `UPDATE idempotency_keys SET created_at = now() - interval '24 hours 1 minute' WHERE key = $1`,
        [repeatable.key],
      );
      expect(await answer('third')).toBe('third');
      expect(await answer('fourth')).toBe('third');
    });

    it('is undone where the first call ended between the look for its answer and the lock', async () => {
      const before = await written(database.dataSource);
      const late = product.unitOfWork.run(({ repeats, outbox }) =>
        repeats.once(repeatable, async () => {
          outbox.append('mail.send', { notificationId: randomUUID() });
          await database.dataSource.query(
            'INSERT INTO idempotency_keys (person_id, key, fingerprint, answer) VALUES ($1, $2, $3, $4)',
            [repeatable.personId, repeatable.key, repeatable.fingerprint, '"the first answer"'],
          );
          return 'a second act';
        }),
      );
      await expect(late).rejects.toThrow(RepeatInProgress);
      expect(await written(database.dataSource)).toEqual({ ...before, keys: (before['keys'] ?? 0) + 1 });
    });

    /** A first call that has begun and ends when it is asked for; a second that can be tried meanwhile and after. */
    async function twoCalls(call: Repeatable, act: () => Promise<string>) {
      let end = (): void => undefined;
      let hasBegun = (): void => undefined;
      const begun = new Promise<void>((resolve) => (hasBegun = resolve));
      const running = product.unitOfWork.run(({ repeats }) =>
        repeats.once(call, async () => {
          hasBegun();
          await new Promise<void>((resolve) => (end = resolve));
          return act();
        }),
      );
      await begun;
      return {
        first: () => {
          end();
          return running;
        },
        repeats: () =>
          product.unitOfWork.run(({ repeats }) => repeats.once(call, () => Promise.resolve('another answer'))),
      };
    }
  });
});
