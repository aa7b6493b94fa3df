import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { buttons, refused } from './testing/readme-example.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the example of the README', () => {
  it('is code that compiles, word for word', () => {
    const code = read('./testing/readme-example.ts').replace("'../index.js'", "'#libs/workflow'");
    expect(read('../README.md')).toContain(`\`\`\`ts\n${code}\`\`\`\n`);
  });

  it('answers what the README says it answers', () => {
    expect(refused).toEqual({
      outcome: 'refused',
      refusals: [{ code: 'guard_failed', guard: 'days-left', missing: 'days', details: { left: 0 }, settledBy: [] }],
    });
    expect(buttons).toMatchObject([{ name: 'grant', available: false, refusals: [{ missing: 'days' }] }]);
  });
});
