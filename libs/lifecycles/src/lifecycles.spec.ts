import { describe, expect, it } from '@jest/globals';
import { labelKeys, validate } from '#libs/workflow';
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

  it('has words in English, French and Spanish for everything a person sees', () => {
    const { labels } = definition;
    const absent = labelKeys(definition).filter((key) =>
      ['en', 'fr', 'es'].some((language) => !labels?.[key]?.[language]),
    );
    expect(absent).toEqual([]);
  });
});
