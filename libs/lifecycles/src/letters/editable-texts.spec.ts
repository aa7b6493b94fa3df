import { describe, expect, it } from '@jest/globals';
import { faultsOfText, LANGUAGES, type Language, LettersInForce, PreviewText, TextCatalogue } from '#libs/domain';
import { LifecycleLetters } from './lifecycle-letters.js';

const shipped = new LifecycleLetters();
const catalogue = new TextCatalogue(shipped);
const NOW = new Date('2026-11-23T18:31:07Z');

async function inForce(language: Language, texts: ReadonlyMap<string, unknown>, unusable: string[] = []) {
  const edited = { inForce: () => Promise.resolve(texts) };
  return new LettersInForce(shipped, catalogue, edited, (key) => unusable.push(key)).of(language);
}

describe('the texts administrators can edit', () => {
  it.each(LANGUAGES)('are shipped in %s as their own rules ask', (language) => {
    for (const key of catalogue.keys) {
      const rule = catalogue.rule(key);
      if (!rule) throw new Error(`${key} has no rule`);
      expect([key, faultsOfText(rule, language, catalogue.shipped(key, language))]).toEqual([key, []]);
    }
  });

  it.each(LANGUAGES)('are all shown in %s on a sample case, with no placeholder left', (language) => {
    const preview = new PreviewText(shipped);
    for (const key of catalogue.keys) {
      const document = catalogue.shipped(key, language);
      if (!document) throw new Error(`${key} is not shipped`);
      const { subject, text, html } = preview.show(shipped, key, language, document, NOW);
      expect([key, [subject, text, html].some((part) => /\{\w+\}/.test(part))]).toEqual([key, false]);
    }
  });

  it('tell of a restricted case nothing but its reference', () => {
    expect(catalogue.rule('frame-restricted')?.allowed).toEqual(['reference']);
  });

  it('take the place of the shipped ones in their language alone', async () => {
    const letters = await inForce(
      'fr',
      new Map<string, unknown>([
        ['accepted', { subject: 'Bonne nouvelle', paragraphs: ['« {title} » de {state} est acceptée.'] }],
        ['frame-greeting', { text: 'Excellence {name},' }],
      ]),
    );
    expect(letters.find('accepted', 'fr')).toEqual(['Bonne nouvelle', '« {title} » de {state} est acceptée.']);
    expect(letters.frame('fr').greeting).toBe('Excellence {name},');
    expect(letters.frame('fr').direction).toBe('ltr');
    expect(letters.find('accepted', 'en')).toEqual(shipped.find('accepted', 'en'));
    expect(letters.find('held', 'fr')).toEqual(shipped.find('held', 'fr'));
  });

  it('stop no letter when they can no longer be used: the shipped one is sent, and it is said', async () => {
    const unusable: string[] = [];
    const letters = await inForce(
      'en',
      new Map<string, unknown>([
        ['accepted', { subject: 'Accepted', paragraphs: ['{gone}'] }],
        ['frame-digest', 'nonsense'],
        ['no-such-text', { text: 'x' }],
      ]),
      unusable,
    );
    expect(letters.find('accepted', 'en')).toEqual(shipped.find('accepted', 'en'));
    expect(letters.frame('en')).toEqual(shipped.frame('en'));
    expect(unusable.sort()).toEqual(['accepted', 'frame-digest']);
  });

  it('do not know names that every object has', () => {
    for (const key of ['constructor', 'toString', '__proto__']) expect(catalogue.rule(key)).toBeUndefined();
  });
});
