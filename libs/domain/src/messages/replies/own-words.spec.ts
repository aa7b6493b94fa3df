import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ownWords } from './own-words.js';

describe('the words somebody wrote in an answer by mail', () => {
  it.each([
    ['alone', 'Yes, in March.\r\n', 'Yes, in March.'],
    [
      'above a quoted letter',
      'Yes.\n\nOn 23 Nov 2026, Upon Request wrote:\n> Dear Amina,\n>\n> Is it March?\n',
      'Yes.',
    ],
    [
      'above a line broken in two',
      'Yes.\n\nOn Mon, 23 Nov 2026 at 21:31, Upon Request <x@y.example>\nwrote:\n\n> Is it?',
      'Yes.',
    ],
    ['above a French one', 'Oui.\n\nLe 23 novembre 2026, Upon Request a écrit :\n> Bonjour', 'Oui.'],
    ['above a separator', 'Yes.\n\n-----Original Message-----\nFrom: Upon Request\nIs it March?', 'Yes.'],
    ['above the headers of the letter', 'Yes.\n\nFrom: Upon Request\nSent: Monday\nTo: Amina\n\nIs it?', 'Yes.'],
    ['above Russian headers', 'Да.\n\nОт: Upon Request\nДата: понедельник\n\nЭто март?', 'Да.'],
    ['above a signature', 'Yes.\n-- \nAmina Odhiambo\nDirector', 'Yes.'],
    ['between quoted lines', '> In March?\nYes.\n> In Nairobi?\nYes.', '> In March?\nYes.\n> In Nairobi?\nYes.'],
    ['with a list', 'We need:\n- 40 chairs\n- 2 rooms', 'We need:\n- 40 chairs\n- 2 rooms'],
    ['about somebody', 'From: nobody in particular.\nThat is all.', 'From: nobody in particular.\nThat is all.'],
    ['with a heading before a quotation', 'The law says:\n> No.', 'The law says:'],
  ])('are found %s', (_where, text, words) => {
    expect(ownWords(text)).toBe(words);
  });

  it('are never more than was written, and found in any text', () => {
    fc.assert(fc.property(fc.string(), (text) => ownWords(text).length <= text.length));
  });
});
