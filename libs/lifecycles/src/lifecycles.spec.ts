import { describe, expect, it } from '@jest/globals';
import { validate } from '#libs/workflow';
import { caseVocabulary, lifecycles } from './catalog.js';

describe.each(
  lifecycles.all().map(({ definition }) => [`${definition.id} ${definition.version}`, definition] as const),
)('the lifecycle %s', (_, definition) => {
  it('has no fault', () => {
    expect(validate(definition, caseVocabulary)).toEqual([]);
  });

  it('is data: it survives being written as JSON', () => {
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
  });
});
