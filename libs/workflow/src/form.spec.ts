import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActInput } from './decision.js';
import type { FieldDefinition } from './definition.js';
import { compileForm, faultsOfInput } from './form.js';

const NOW = Date.UTC(2026, 10, 23, 9);
const ID = '01935d1e-0000-7000-8000-000000000001';

function faults(field: FieldDefinition, value: unknown): readonly string[] {
  const input = { [field.name]: value } as ActInput;
  return faultsOfInput(compileForm([field]), input, NOW).map(({ pointer, code }) => `${pointer} ${code}`);
}

const text: FieldDefinition = { name: 'field', type: 'text', minLength: 2, maxLength: 5 };
const number: FieldDefinition = { name: 'field', type: 'number', min: 1, max: 9, integer: true };
const date: FieldDefinition = { name: 'field', type: 'date' };
const choice: FieldDefinition = { name: 'field', type: 'choice', choices: ['yes', 'no'] };
const money: FieldDefinition = { name: 'field', type: 'money', currencies: ['USD', 'EUR'] };
const person: FieldDefinition = { name: 'field', type: 'person' };
const organisation: FieldDefinition = { name: 'field', type: 'organisation' };
const document: FieldDefinition = { name: 'field', type: 'document' };
const list: FieldDefinition = {
  name: 'field',
  type: 'list',
  minItems: 1,
  maxItems: 2,
  of: { name: 'line', type: 'record', fields: [{ name: 'title', type: 'text', maxLength: 5, required: true }] },
};

describe('a field takes what its type says and names what it does not', () => {
  it.each<readonly [FieldDefinition, unknown, readonly string[]]>([
    [text, 'abc', []],
    [text, 'a', ['/field too_short']],
    [text, 'abcdef', ['/field too_long']],
    [text, 'a\u0000b', ['/field bad_character']],
    [text, 'a\ud800', ['/field bad_character']],
    [text, 7, ['/field wrong_type']],
    [number, 3, []],
    [number, 0, ['/field too_small']],
    [number, 10, ['/field too_large']],
    [number, 2.5, ['/field not_an_integer']],
    [number, '3', ['/field wrong_type']],
    [number, Infinity, ['/field wrong_type']],
    [date, '2028-02-29', []],
    [date, '2026-02-29', ['/field not_a_date']],
    [date, '23/11/2026', ['/field not_a_date']],
    [{ ...date, notBefore: 'today' }, '2026-11-21', ['/field in_the_past']],
    [{ ...date, notAfter: 'today' }, '2026-11-25', ['/field in_the_future']],
    // Somewhere on earth it is still, or already, that day.
    [{ ...date, notBefore: 'today' }, '2026-11-22', []],
    [choice, 'yes', []],
    [choice, 'toString', ['/field not_a_choice']],
    [money, { amount: '125000.00', currency: 'USD' }, []],
    [
      money,
      { amount: '1e9', currency: 'GBP', tip: 1 },
      ['/field/amount not_an_amount', '/field/currency not_a_choice', '/field/tip unknown_field'],
    ],
    [money, 125_000, ['/field wrong_type']],
    [person, ID, []],
    [person, 'Ana', ['/field not_an_identifier']],
    [organisation, 'ROSEN', []],
    [organisation, '../ROSEN', ['/field not_an_identifier']],
    [document, ID, []],
    [document, [ID], ['/field wrong_type']],
    [list, [{ title: 'one' }], []],
    [list, [], ['/field too_few']],
    [list, [{}, { title: 'toolong' }], ['/field/0/title required', '/field/1/title too_long']],
    [list, [{}, {}, {}], ['/field too_many']],
    [list, ['one'], ['/field/0 wrong_type']],
    [{ name: 'field', type: 'boolean' }, 'true', ['/field wrong_type']],
  ])('%j given %j', (field, value, expected) => {
    expect(faults(field, value)).toEqual(expected);
  });
});

describe('a field that is required', () => {
  const form = compileForm([
    { name: 'kind', type: 'choice', choices: ['funds', 'other'], required: true },
    { name: 'why', type: 'text', maxLength: 50, required: { when: { field: 'kind', isOneOf: ['other'] } } },
  ]);
  const codes = (input: ActInput) => faultsOfInput(form, input, NOW).map(({ pointer, code }) => `${pointer} ${code}`);

  it('is asked for when it is absent, null or nothing but spaces', () => {
    for (const kind of [undefined, null, '  '])
      expect(codes(kind === undefined ? {} : { kind })).toEqual(['/kind required']);
  });

  it('is asked for only when another field says so', () => {
    expect(codes({ kind: 'funds' })).toEqual([]);
    expect(codes({ kind: 'other' })).toEqual(['/why required']);
    expect(codes({ kind: 'other', why: 'Because' })).toEqual([]);
  });
});

describe('a form', () => {
  it('refuses fields it does not have, those every object inherits included', () => {
    const input = JSON.parse('{"__proto__":{"a":1},"constructor":1,"a/b":2}') as ActInput;
    expect(faultsOfInput(compileForm([text]), input, NOW).map(({ pointer }) => pointer)).toEqual([
      '/__proto__',
      '/constructor',
      '/a~1b',
    ]);
  });

  it('answers any input with faults, never with an exception, and with no more than there are places', () => {
    const form = compileForm(
      [text, number, date, choice, money, person, list].map((field, index) => ({ ...field, name: `f${index}` })),
    );
    const values = fc.dictionary(fc.constantFrom('f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'other'), fc.jsonValue());
    fc.assert(
      fc.property(values, (input) => {
        for (const { pointer, message } of faultsOfInput(form, input as ActInput, NOW)) {
          expect(pointer).toMatch(/^\//);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 200 },
    );
  });
});
