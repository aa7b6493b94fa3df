import type { FieldDefinition } from '#libs/workflow';
import { describe, expect, it } from '@jest/globals';
import { fillForm } from './fill-form.js';

const lookups = {
  person: (role: string | undefined) => Promise.resolve(`the ${role ?? 'one'} of the office`),
  leadOffice: () => 'ROEA',
  document: () => 'a document',
};
const fill = (fields: readonly FieldDefinition[], said = {}) => fillForm(fields, said, lookups, '2026-11-23');

describe('the form of an act, filled in for the demonstration', () => {
  it('has what the story says, and nothing the form does not ask for', async () => {
    const fields = [{ name: 'objective', type: 'text', maxLength: 200 }] as const;
    expect(await fill(fields, { objective: 'Better laws', colour: 'red' })).toEqual({ objective: 'Better laws' });
  });

  it('leaves out what nobody needs', async () => {
    expect(await fill([{ name: 'lessons', type: 'text', maxLength: 200 }])).toEqual({});
  });

  it.each<readonly [FieldDefinition, unknown]>([
    [{ name: 'migrantSafeguards', type: 'text', maxLength: 200, required: true }, 'Illustration: migrant safeguards'],
    [{ name: 'why', type: 'text', maxLength: 200, required: true, minLength: 25 }, 'Illustration: why........'],
    [{ name: 'people', type: 'number', required: true, min: 12 }, 12],
    [{ name: 'startsOn', type: 'date', required: true }, '2026-11-23'],
    [{ name: 'ground', type: 'choice', choices: ['no-funds', 'other'], required: true }, 'no-funds'],
    [{ name: 'agreed', type: 'boolean', required: true }, true],
    [
      { name: 'cost', type: 'money', currencies: ['EUR'], required: true },
      { amount: '1000.00', currency: 'EUR' },
    ],
    [{ name: 'officer', type: 'person', role: 'case-officer', required: true }, 'the case-officer of the office'],
    [{ name: 'office', type: 'organisation', kind: 'office', required: true }, 'ROEA'],
    [{ name: 'report', type: 'document', required: true }, 'a document'],
  ])('answers %j by its type', async (...[field, expected]) => {
    expect(await fill([field])).toEqual({ [field.name]: expected });
  });

  it('goes into records and lists', async () => {
    const fields = [
      {
        name: 'outputs',
        type: 'list',
        required: true,
        minItems: 2,
        maxItems: 5,
        of: {
          name: 'output',
          type: 'record',
          fields: [{ name: 'title', type: 'text', maxLength: 200, required: true }],
        },
      },
    ] as const satisfies readonly FieldDefinition[];
    expect(await fill(fields)).toEqual({
      outputs: [{ title: 'Illustration: title' }, { title: 'Illustration: title' }],
    });
  });

  it('answers what an answer makes necessary, whether the story gave it or the form', async () => {
    const fields = [
      { name: 'ground', type: 'choice', choices: ['no-funds', 'other'], required: true },
      {
        name: 'explanation',
        type: 'text',
        maxLength: 200,
        required: { when: { field: 'ground', isOneOf: ['other'] } },
      },
    ] as const satisfies readonly FieldDefinition[];
    expect(await fill(fields)).toEqual({ ground: 'no-funds' });
    expect(Object.keys(await fill(fields, { ground: 'other' }))).toEqual(['ground', 'explanation']);
  });
});
