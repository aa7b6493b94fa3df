import { jsonPointer } from '#libs/workflow';
import type { Language } from '../people/actor.js';
import type { TextDocument, TextFault, TextRule } from './text-document.js';

const LONGEST_SUBJECT = 150;
const LONGEST_PARAGRAPH = 1_000;
const MOST_PARAGRAPHS = 8;

/** Line breaks would begin a header or a paragraph of their own; marks of direction would show a text otherwise than it is. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const PLACEHOLDER = /\{(\w+)\}/g;

/** Everything wrong with the words for a text, at once; empty where they can be used. Never throws, whatever it is given. */
export function faultsOfText(rule: TextRule, language: Language, document: unknown): readonly TextFault[] {
  if (!isRecord(document)) return [fault('', 'not_an_object', 'This must be an object')];
  switch (rule.kind) {
    case 'letter':
      return [...fields(document, ['subject', 'paragraphs']), ...letterFaults(rule, document)];
    case 'line':
      return [
        ...fields(document, ['text']),
        ...wordsFaults('/text', document['text'], rule.allowed, LONGEST_PARAGRAPH),
        ...missing('/text', [document['text']], rule.required),
      ];
    case 'counted':
      return [...fields(document, ['forms']), ...countedFaults(rule, language, document['forms'])];
  }
}

/** Whether stored words are what the rule says, so that a letter can be made of them. */
export function isTextFor(rule: TextRule, language: Language, document: unknown): document is TextDocument {
  return faultsOfText(rule, language, document).length === 0;
}

function letterFaults(rule: TextRule, { subject, paragraphs }: Readonly<Record<string, unknown>>): TextFault[] {
  // A subject is read by whoever sees a list of mails: nothing of a case stands in it.
  const ofSubject = wordsFaults('/subject', subject, [], LONGEST_SUBJECT);
  if (!Array.isArray(paragraphs) || paragraphs.length === 0 || paragraphs.length > MOST_PARAGRAPHS)
    return [
      ...ofSubject,
      fault('/paragraphs', 'paragraphs', `There must be a list of 1 to ${MOST_PARAGRAPHS} paragraphs`),
    ];
  return [
    ...ofSubject,
    ...paragraphs.flatMap((paragraph: unknown, index) =>
      wordsFaults(`/paragraphs/${index}`, paragraph, rule.allowed, LONGEST_PARAGRAPH),
    ),
    ...missing('/paragraphs', paragraphs, rule.required),
  ];
}

function countedFaults(rule: TextRule, language: Language, forms: unknown): TextFault[] {
  if (!isRecord(forms)) return [fault('/forms', 'not_an_object', 'This must be an object')];
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [
    ...Object.keys(forms)
      .filter((form) => !categories.some((category) => category === form))
      .map((form) =>
        fault(jsonPointer(['forms', form]), 'unknown_form', `The language tells apart only: ${categories.join(', ')}`),
      ),
    ...categories.flatMap((category) =>
      Object.hasOwn(forms, category)
        ? wordsFaults(`/forms/${category}`, forms[category], rule.allowed, LONGEST_SUBJECT)
        : [fault(`/forms/${category}`, 'missing_form', 'This plural form of the language is missing')],
    ),
    // One or two may be said in words; the form for all other numbers has to say the number.
    ...missing('/forms/other', [forms['other']], rule.required),
  ];
}

function wordsFaults(pointer: string, words: unknown, allowed: readonly string[], longest: number): TextFault[] {
  if (typeof words !== 'string') return [fault(pointer, 'not_a_text', 'This must be text')];
  const rest = words.replace(PLACEHOLDER, (placeholder, name: string) => (allowed.includes(name) ? '' : placeholder));
  const unknown = [...new Set([...rest.matchAll(PLACEHOLDER)].map(([placeholder]) => placeholder))];
  return [
    ...(words.trim() === '' ? [fault(pointer, 'blank', 'This must say something')] : []),
    ...(words.length > longest ? [fault(pointer, 'too_long', `This has at most ${longest} characters`)] : []),
    ...(UNSAFE.test(words) || !words.isWellFormed()
      ? [fault(pointer, 'unsafe_characters', 'There are line breaks, control characters or broken characters in it')]
      : []),
    ...unknown.map((placeholder) =>
      fault(
        pointer,
        'unknown_placeholder',
        `${placeholder} is not known here; there ${allowed.length === 0 ? 'are none' : `is ${allowed.map((name) => `{${name}}`).join(', ')}`}`,
      ),
    ),
    ...(/[{}]/.test(rest.replace(PLACEHOLDER, ''))
      ? [fault(pointer, 'stray_brace', 'A brace stands alone; braces hold placeholders only')]
      : []),
  ];
}

function missing(pointer: string, texts: readonly unknown[], required: readonly string[]): TextFault[] {
  const all = texts.filter((text) => typeof text === 'string').join(' ');
  return required
    .filter((name) => !all.includes(`{${name}}`))
    .map((name) => fault(pointer, 'missing_placeholder', `{${name}} must stand in it`));
}

function fields(document: Readonly<Record<string, unknown>>, known: readonly string[]): TextFault[] {
  return Object.keys(document)
    .filter((name) => !known.includes(name))
    .map((name) => fault(jsonPointer([name]), 'unknown_field', 'There is no such field in this kind of text'));
}

function fault(pointer: string, code: string, message: string): TextFault {
  return { pointer, code, message };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
