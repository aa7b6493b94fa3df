import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WorkflowDefinition } from '../definition.js';
import { loan } from '../testing/small-lifecycle.js';
import { openTags } from '../../../../test/support/tags.js';
import { bpmn } from './bpmn.js';
import { describeLifecycle } from './description.js';
import { DRAWING_BOUNDS, TooLargeToDraw } from './drawing-bounds.js';
import { mermaid } from './mermaid.js';
import { diagram } from './svg.js';

const MOVES = [
  { act: 'query', from: 'asked', to: 'unclear' },
  { act: 'explain', from: 'unclear', to: 'asked' },
  { act: 'agree', from: 'asked', to: 'agreed' },
] as const;

/** The small lifecycle with a text wherever a label can stand. */
function labelled(text: string): WorkflowDefinition {
  const keys = ['state.asked', 'act.query', 'act.renew', 'phase.intake', 'party.office', 'role.librarian', 'gate.card'];
  return { ...loan, labels: Object.fromEntries(keys.map((key) => [key, { en: text, ar: text }])) };
}

/** A chain of so many states. */
function chain(length: number): WorkflowDefinition {
  const names = Array.from({ length }, (_, index) => `step-${index}`);
  return {
    ...loan,
    states: Object.fromEntries(
      names.map((name, index) => [
        name,
        index === length - 1
          ? { phase: 'closed', holder: 'none', clock: 'none', terminal: true }
          : { phase: 'delivery', holder: 'office', clock: 'running' },
      ]),
    ),
    creation: { name: 'ask', to: 'step-0', roles: ['reader'] },
    transitions: names
      .slice(1)
      .map((to, index) => ({ name: `go-${index}`, from: [`step-${index}`], to, roles: ['reader'] })),
    gates: {},
    targets: [],
  };
}

describe('the picture of a lifecycle', () => {
  it('shows every phase as a lane and every state as a box', () => {
    const svg = diagram(loan, { language: 'en' });
    expect(svg.match(/class="lane"/g)).toHaveLength(4);
    expect(svg.match(/class="state plain"/g)).toHaveLength(6);
    expect(openTags(svg)).toEqual([]);
  });

  it('has a title and a description for those who cannot see it, named by the picture', () => {
    const svg = diagram(loan, { language: 'en', title: 'The loan of one book' });
    const title = /<title id="([^"]+)">The loan of one book<\/title>/.exec(svg)?.[1];
    const description = /<desc id="([^"]+)">/.exec(svg)?.[1];
    expect(svg).toContain(`role="img" aria-labelledby="${title}" aria-describedby="${description}"`);
    expect(svg).toContain('lent (state)');
  });

  it('highlights and numbers the way a case has come, whether it is drawn or told', () => {
    const svg = diagram(loan, { language: 'en', path: { state: 'agreed', moves: MOVES } });
    expect(svg.match(/class="state here"/g)).toHaveLength(1);
    expect(svg.match(/class="state visited"/g)).toHaveLength(2);
    expect(svg.match(/class="way taken"/g)).toHaveLength(2);
    for (const words of ['>1 · query<', '>2 · ↩ explain<', '>3 · agree<']) expect(svg).toContain(words);
    const renewed = [...MOVES, { act: 'renew', from: 'returned', to: 'agreed' }];
    expect(diagram(loan, { language: 'en', path: { state: 'agreed', moves: renewed } })).toContain('>4 · renew ');
  });

  it('stays where it is, however far a case has come', () => {
    const boxes = (svg: string) => svg.match(/<rect x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+" rx="8"/g);
    const path = { state: 'asked', moves: [] };
    expect(boxes(diagram(loan, { language: 'en', path }))).toEqual(boxes(diagram(loan, { language: 'en' })));
  });

  it('does not depend on the order a store keeps names in', () => {
    const states = Object.fromEntries(Object.entries(loan.states).reverse()) as typeof loan.states;
    expect(diagram({ ...loan, states }, { language: 'en' })).toBe(diagram(loan, { language: 'en' }));
    expect(bpmn({ ...loan, states }, 'en')).toBe(bpmn(loan, 'en'));
  });

  it('reads from right to left in Arabic', () => {
    const svg = diagram(labelled('طلب'), { language: 'ar' });
    expect(svg).toContain('direction="rtl"');
    expect(svg).toContain('lang="ar"');
    expect(svg).toContain('طلب');
    // Arrows that point on point to the left.
    expect(svg).toContain('>refuse ⇤<');
    expect(svg).toContain('طلب ← unclear');
  });

  it('is refused, not attempted, past what a picture can show', () => {
    expect(() => diagram(chain(DRAWING_BOUNDS.states + 1), { language: 'en' })).toThrow(TooLargeToDraw);
    expect(() => bpmn(chain(DRAWING_BOUNDS.states + 1), 'en')).toThrow(TooLargeToDraw);
    expect(mermaid(chain(DRAWING_BOUNDS.states + 1), 'en')).toContain(`state_step_${DRAWING_BOUNDS.states}`);
    expect(diagram(chain(DRAWING_BOUNDS.states), { language: 'en' })).toContain(`step-${DRAWING_BOUNDS.states - 1}`);
  });

  it('lets no text out of its place, whatever it is', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
      fc.constantFrom(
        '</text><script>alert(1)</script>',
        '"/><image href="x" onload="alert(1)"/>',
        ']]><!--',
        '&lt;&#0;\u0000\uD800\uFFFE',
        "'; state x",
      ),
    );
    const path = { state: 'agreed', moves: MOVES };
    const shape = (xml: string) =>
      xml.match(/<\/?[a-zA-Z:]+/g)?.filter((tag) => !/text|tspan|Label|Bounds|<\/?g$|rect/.test(tag));
    const plain = labelled('x');
    const expected = { svg: shape(diagram(plain, { language: 'en', path })), bpmn: shape(bpmn(plain, 'en')) };
    fc.assert(
      fc.property(hostile, (text) => {
        const svg = diagram(labelled(text), { language: 'en', title: text, path });
        const xml = bpmn(labelled(text), 'en');
        for (const document of [svg, xml]) {
          expect(openTags(document)).toEqual([]);
          // eslint-disable-next-line no-control-regex -- characters XML does not allow are what is looked for
          expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u);
        }
        expect(shape(svg)).toEqual(expected.svg);
        expect(shape(xml)?.filter((tag) => tag !== '<bpmn:documentation')).toHaveLength(
          expected.bpmn?.filter((tag) => tag !== '<bpmn:documentation').length ?? 0,
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('a lifecycle as Mermaid', () => {
  it('has every state and every act, and keeps what would mean something to Mermaid out of the words', () => {
    const text = mermaid(labelled('a "b"; c: {d} --> e\n%% f'), 'en');
    const lines = text.trimEnd().split('\n');
    expect(lines[0]).toBe('stateDiagram-v2');
    expect(lines).toContain('  [*] --> state_asked');
    expect(lines).toContain('  state_unclear --> state_asked : explain');
    expect(lines).toContain('  state_unclear --> state_agreed : explain');
    expect(lines).toContain('  state_returned --> [*]');
    for (const line of lines.slice(1)) {
      expect(line).toMatch(
        /^ {2}( {2}state "[^"]*" as \w+|state "[^"]*" as \w+ \{|\}|(\[\*\]|\w+) --> (\[\*\]|\w+)( : [^;:{}"<>\n]+(#\d+;[^:{}"<>\n]*)*)?)$/,
      );
    }
  });
});

describe('a lifecycle in words', () => {
  it('tells every state with its acts, who may perform them and what has to be settled', () => {
    const words = describeLifecycle(loan, 'en');
    expect(words).toContain('- agreed (office)\n');
    expect(words).toContain('  - lend → lent (librarian; card: checked / waived)');
    expect(words).toContain('  - explain → back to where it came from (reader)');
    expect(words).toContain('- unclear (state; the clock is stopped)');
  });

  it('tells the way of a case first', () => {
    const words = describeLifecycle(loan, 'en', { state: 'agreed', moves: MOVES }).split('\n');
    expect(words.slice(0, 3)).toEqual(['agreed: now here', 'the way so far, in its order:', '  1. query → unclear']);
  });
});
