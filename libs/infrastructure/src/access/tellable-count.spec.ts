import { describe, expect, it } from '@jest/globals';
import { tellable } from './tellable-count.js';

describe('a figure over cases of which some may not be seen', () => {
  it('counts what is seen exactly', () => expect(tellable({ seen: 7, hidden: 0 })).toBe(7));

  it.each([
    [1, 4],
    [2, 4],
    [3, 7],
    [5, 7],
    [6, 10],
  ])('with %i hidden beside four tells %i', (hidden, told) => expect(tellable({ seen: 4, hidden })).toBe(told));
});
