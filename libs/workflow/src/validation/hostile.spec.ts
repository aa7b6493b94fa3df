import { describe, expect, it } from '@jest/globals';
import { parseDefinition } from '../parse.js';
import { loan, loanVocabulary } from '../testing/small-lifecycle.js';
import { DEFINITION_BOUNDS } from './bounds.js';
import { validate } from './validate.js';

const codes = (document: unknown) => validate(document, loanVocabulary).map(({ code }) => code);

function nested(depth: number): unknown {
  let value: unknown = 'the end';
  for (let level = 0; level < depth; level += 1) value = { of: value };
  return value;
}

describe('a hostile document is refused before it is looked into', () => {
  it('however deep it goes', () => {
    expect(codes({ ...loan, transitions: nested(100_000) })).toEqual(['too_large']);
    expect(parseDefinition('['.repeat(900_000), loanVocabulary)).toMatchObject({ outcome: 'invalid' });
  });

  it('if it goes round in a circle', () => {
    const circle: Record<string, unknown> = { ...loan };
    circle['labels'] = circle;
    expect(codes(circle)).toEqual(['not_json']);
  });

  it('if it has ten thousand states', () => {
    const states = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`s-${index}`, loan.states.asked]));
    expect(codes({ ...loan, states: { ...loan.states, ...states } })).toEqual(['too_large']);
  });

  it('if there is more text than anybody writes', () => {
    expect(codes({ ...loan, id: 'a'.repeat(1_000_000) })).toContain('too_large');
    expect(parseDefinition(' '.repeat(DEFINITION_BOUNDS.characters + 1), loanVocabulary)).toMatchObject({
      faults: [{ code: 'too_large' }],
    });
  });

  it('if a million values stand in a list', () => {
    expect(codes({ ...loan, transitions: new Array(1_000_000).fill(0) })).toEqual(['too_large']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('if something is called %s', (name) => {
    const document = JSON.parse(`{"states":{${JSON.stringify(name)}:{}}}`) as object;
    const found = codes({ ...loan, ...document });
    expect(found).toContain('bad_name');
    expect(Object.prototype).not.toHaveProperty('phase');
  });

  it('with a report that has an end, however much is wrong', () => {
    const transitions = Array.from({ length: 3_000 }, (_, index) => ({
      name: `a-${index}`,
      from: ['no'],
      to: 'no',
      roles: ['no'],
    }));
    const found = codes({ ...loan, transitions });
    expect(found.length).toBeLessThanOrEqual(501);
    expect(found.at(-1)).toBe('more_faults');
  });
});
