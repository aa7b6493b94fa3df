import { describe, expect, it } from '@jest/globals';
import { Gathered } from './gathered.js';

describe('questions that are gathered', () => {
  /** A question whose answers come when the test says so. */
  function anOracle() {
    const questions: { keys: readonly number[]; answer: () => void; fail: () => void }[] = [];
    const gathered = new Gathered<number, number>(
      (keys) =>
        new Promise((resolve, reject) => {
          questions.push({
            keys,
            answer: () => resolve((key) => key * 10),
            fail: () => reject(new Error('away')),
          });
        }),
    );
    return { gathered, questions };
  }
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('are asked at once when nobody else asks', () => {
    const { gathered, questions } = anOracle();
    void gathered.ask(1);
    expect(questions.map(({ keys }) => keys)).toEqual([[1]]);
  });

  it('are one question for all who come while another is under way, never joined to that', async () => {
    const { gathered, questions } = anOracle();
    const answers = [1, 2, 3].map((key) => gathered.ask(key));
    expect(questions.map(({ keys }) => keys)).toEqual([[1]]);
    questions[0]?.answer();
    await settled();
    expect(questions.map(({ keys }) => keys)).toEqual([[1], [2, 3]]);
    questions[1]?.answer();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
  });

  it('fail together, and those after them are asked all the same', async () => {
    const { gathered, questions } = anOracle();
    const first = gathered.ask(1);
    const next = gathered.ask(2);
    questions[0]?.fail();
    await expect(first).rejects.toThrow('away');
    await settled();
    questions[1]?.answer();
    expect(await next).toBe(20);
    void gathered.ask(3);
    await settled();
    expect(questions[2]?.keys).toEqual([3]);
  });
});
