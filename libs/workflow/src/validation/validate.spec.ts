import { describe, expect, it } from '@jest/globals';
import { loan, loanVocabulary } from '../testing/small-lifecycle.js';
import { change, insert, remove, type Spoiling, spoilt } from '../testing/spoilt.js';
import { DEFINITION_BOUNDS } from './bounds.js';
import { validate } from './validate.js';

const faultsOf = (document: unknown) =>
  validate(document, loanVocabulary).map(({ pointer, code }) => `${pointer} ${code}`);

/** Places of the acts in the small lifecycle. */
const QUERY = '/transitions/0';
const EXPLAIN = '/transitions/1';
const AGREE = '/transitions/2';
const LEND = '/transitions/3';
const RETURN = '/transitions/4';
const PROPOSE = '/transitions/5';
const REFUSE = '/transitions/6';
const RENEW = '/transitions/7';
const CHECK = '/gates/card/transitions/0';
const OPEN = { phase: 'intake', holder: 'office', clock: 'none' };
const GO = { from: ['asked'], roles: ['head'] };

function gateOpenedIn(state: string, name: string) {
  return {
    initial: 'shut',
    states: { shut: {}, open: { settled: true } },
    transitions: [{ name, from: ['shut'], to: 'open', during: [state], roles: ['head'] }],
  };
}

describe('a sound definition', () => {
  it('has no fault', () => {
    expect(validate(loan, loanVocabulary)).toEqual([]);
  });
});

describe('a definition is not valid', () => {
  const spoilings: readonly (readonly [string, string, ...Spoiling[]])[] = [
    ['that names an unknown state', `${RETURN}/to unknown_state`, change(`${RETURN}/to`, 'retruned')],
    ['that names an unknown role', '/creation/roles/0 unknown_role', change('/creation/roles/0', 'raeder')],
    ['that names an unknown guard', `${LEND}/guards/0/name unknown_guard`, change(`${LEND}/guards/0/name`, 'copy')],
    [
      'whose guard does not know a parameter',
      `${LEND}/guards/0/params/most bad_parameter`,
      change(`${LEND}/guards/0/params`, { most: 1 }),
    ],
    ['that names an unknown effect', `${LEND}/effects/0/name unknown_effect`, change(`${LEND}/effects/0/name`, 'tel')],
    [
      'whose effect lacks a parameter',
      `${LEND}/effects/0/params/whom bad_parameter`,
      remove(`${LEND}/effects/0/params`),
    ],
    ['that needs an unknown gate', `${LEND}/needs/0/gate unknown_gate`, change(`${LEND}/needs/0/gate`, 'crad')],
    [
      'that needs an unknown state of a gate',
      `${LEND}/needs/0/isOneOf/0 unknown_gate_state`,
      change(`${LEND}/needs/0/isOneOf/0`, 'cheked'),
    ],
    [
      'whose four eyes ask for an unknown act',
      `${REFUSE}/fourEyesWith unknown_act`,
      change(`${REFUSE}/fourEyesWith`, 'propose'),
    ],
    [
      'in which one role proposes and approves',
      `${REFUSE}/fourEyesWith same_role_proposes_and_approves`,
      insert(`${PROPOSE}/roles/-`, 'head'),
    ],
    [
      'in which an act checks itself',
      `${REFUSE}/fourEyesWith four_eyes_with_itself`,
      change(`${REFUSE}/fourEyesWith`, 'refuse'),
    ],
    [
      'in which several people are one of the four eyes',
      `${REFUSE}/fourEyesWith four_eyes_with_joint_act`,
      change(`${REFUSE}/fourEyesWith`, 'agree'),
    ],
    [
      'in which a name stands for two acts at once',
      `${PROPOSE}/from ambiguous_act`,
      change(`${PROPOSE}/name`, 'explain'),
    ],
    [
      'in which an act on a gate is called like one on the case',
      `${CHECK}/name ambiguous_act`,
      change(`${CHECK}/name`, 'lend'),
    ],
    ['in which an act is called like creation', `${LEND}/name ambiguous_act`, change(`${LEND}/name`, 'ask')],
    [
      'in which a role of a joint act stands on no side',
      `${AGREE}/jointly role_without_party`,
      insert(`${AGREE}/roles/-`, 'head'),
    ],
    ['in which a side of a joint act may not act', `${AGREE}/roles party_without_role`, remove(`${AGREE}/roles/1`)],
    [
      'in which one role stands on two sides',
      `${AGREE}/jointly/2 repeated`,
      insert(`${AGREE}/jointly/1/roles/-`, 'reader'),
    ],
    ['with a state nobody comes to', '/states/unclear unreachable_state', change(`${QUERY}/to`, 'asked')],
    ['with a state nothing leads out of', '/states/refused dead_end', change('/states/refused', OPEN)],
    [
      'with a circle nobody gets out of',
      '/states/limbo cannot_end',
      insert('/states/limbo', OPEN),
      insert('/states/dusk', OPEN),
      insert('/transitions/-', { name: 'sink', from: ['asked', 'dusk'], to: 'limbo', roles: ['head'] }),
      insert('/transitions/-', { name: 'rise', from: ['limbo'], to: 'dusk', roles: ['head'] }),
    ],
    ['that leads out of an end', `${RENEW}/from/0 leaves_end`, remove(`${RENEW}/reopens`)],
    ['that reopens what is open', `${RETURN}/from/0 reopens_what_is_open`, change(`${RETURN}/reopens`, true)],
    ['that reopens a case only to end it', `${RENEW}/to reopens_into_end`, change(`${RENEW}/to`, 'refused')],
    ['that may go back into an end', `${EXPLAIN}/to returns_to_end`, change(`${RENEW}/to`, 'unclear')],
    ['with an open state that nobody holds', '/states/lent/holder no_holder', change('/states/lent/holder', 'none')],
    [
      'with an end that somebody holds',
      '/states/returned/holder end_with_holder',
      change('/states/returned/holder', 'office'),
    ],
    [
      'whose end is not in the phase of ends',
      '/states/returned/phase phase_and_end_differ',
      change('/states/returned/phase', 'delivery'),
    ],
    ['that has no end', '/states no_end', remove('/states/returned/terminal'), remove('/states/refused/terminal')],
    ['in which a case begins with its end', '/creation/to created_ended', change('/creation/to', 'refused')],
    [
      'in which two gates wait for each other',
      '/states/left unreachable_state',
      insert('/states/left', OPEN),
      insert('/states/right', OPEN),
      insert('/gates/one', gateOpenedIn('left', 'open-one')),
      insert('/gates/other', gateOpenedIn('right', 'open-other')),
      insert('/transitions/-', { ...GO, name: 'go-left', to: 'left', needs: [{ gate: 'other', isOneOf: ['open'] }] }),
      insert('/transitions/-', { ...GO, name: 'go-right', to: 'right', needs: [{ gate: 'one', isOneOf: ['open'] }] }),
      insert('/transitions/-', { ...GO, name: 'go-back', from: ['left', 'right'], to: 'asked' }),
    ],
    [
      'that waits for a gate which never stands so',
      `${LEND}/from/0 never_possible`,
      change('/gates/card/transitions', []),
    ],
    [
      'with a state of a gate that never comes',
      '/gates/card/states/waived unreachable_gate_state',
      remove('/gates/card/transitions/1'),
    ],
    [
      'with an act on a gate that can never be performed',
      '/gates/card/transitions/2 never_possible',
      insert('/gates/card/transitions/-', {
        name: 'doubt',
        from: ['checked'],
        to: 'unseen',
        during: ['unclear'],
        roles: ['head'],
      }),
    ],
    [
      'whose clock opens at an end',
      '/targets/0/opensOn/states/0 clock_at_end',
      change('/targets/0/opensOn/states/0', 'refused'),
    ],
    [
      'whose clock opens where it stands still',
      '/targets/0/opensOn/states/0 clock_stands_still',
      change('/targets/0/opensOn/states/0', 'unclear'),
      change('/targets/0/pausedBy', 'paused-states'),
    ],
    [
      'whose clock nothing meets at the end',
      '/targets/0/opensOn/states/0 clock_without_end',
      change('/targets/0/opensOn/states/0', 'refused'),
      change('/states/refused/clock', 'follow-up'),
    ],
    [
      'whose clock is never met',
      '/targets/0/metOn never_met',
      change('/targets/0/metOn/states/0', 'asked'),
      remove(RENEW),
    ],
    [
      'whose clock is opened and met by the same',
      '/targets/0/metOn met_where_opened',
      change('/targets/0/metOn/states/0', 'lent'),
    ],
    [
      'whose thresholds do not rise',
      '/targets/0/thresholds/1/atPercent thresholds_not_rising',
      change('/targets/0/thresholds/0/atPercent', 400),
    ],
    [
      'with two thresholds of one name',
      '/targets/0/thresholds/1 repeated',
      change('/targets/0/thresholds/1/name', 'at-risk'),
    ],
    [
      'whose timer fills in a form of no act',
      '/targets/0/thresholds/0/input input_without_act',
      change('/targets/0/thresholds/0/input', {}),
    ],
    [
      'whose timer performs what is not for the system',
      '/targets/0/thresholds/1/performs not_for_the_system',
      change('/targets/0/thresholds/1/performs', 'lend'),
    ],
    [
      'whose timer performs what is offered elsewhere',
      '/targets/0/thresholds/1/performs performed_elsewhere',
      insert(`${REFUSE}/roles/-`, 'timer'),
      change('/targets/0/thresholds/1/performs', 'refuse'),
      remove(RENEW),
    ],
    [
      'whose timer leaves a form empty',
      '/targets/0/thresholds/1/input/condition performed_with_faulty_input',
      change(`${RETURN}/input`, [{ name: 'condition', type: 'text', maxLength: 9, required: true }]),
    ],
    [
      'with two fields of one name',
      '/creation/input/1 repeated',
      insert('/creation/input/-', { name: 'title', type: 'boolean' }),
    ],
    [
      'with a least above its most',
      '/creation/input/0/minLength least_above_most',
      change('/creation/input/0/minLength', 200),
    ],
    [
      'with a condition on a field that is not there',
      '/creation/input/0/required/when/field unknown_field',
      change('/creation/input/0/required', { when: { field: 'kind', isOneOf: ['x'] } }),
    ],
    [
      'with a condition on a field that is no choice',
      '/creation/input/1/required/when/field no_choice',
      insert('/creation/input/-', {
        name: 'issue',
        type: 'boolean',
        required: { when: { field: 'title', isOneOf: ['x'] } },
      }),
    ],
    [
      'with a condition nothing meets',
      '/creation/input/2/required/when/isOneOf/0 unknown_choice',
      insert('/creation/input/-', { name: 'kind', type: 'choice', choices: ['book'] }),
      insert('/creation/input/-', {
        name: 'issue',
        type: 'boolean',
        required: { when: { field: 'kind', isOneOf: ['paper'] } },
      }),
    ],
    ['with a property it does not know', '/states/lent/colour unknown_property', insert('/states/lent/colour', 'red')],
    [
      'with a type of field it does not know',
      '/creation/input/0/type not_a_choice',
      change('/creation/input/0/type', 'colour'),
    ],
    ['without something it must have', '/targets missing', remove('/targets')],
    ['with a name no name can be', '/id bad_name', change('/id', 'Loan of Books')],
  ];

  it.each(spoilings)('%s', (_, expected, ...spoiling) => {
    const document = spoilt(loan, ...spoiling);
    expect(faultsOf(document)).toContain(expected);
    for (const { pointer, message, hint } of validate(document, loanVocabulary)) {
      expect(isPlaceIn(document, pointer)).toBe(true);
      expect(message).toMatch(/^[A-Z0-9"].*\.$/s);
      expect(hint).toMatch(/[.…]$/);
    }
  });
});

describe('a report', () => {
  it('names everything wrong at once, wherever it is', () => {
    const document = spoilt(
      loan,
      insert('/states/lent/colour', 'red'),
      change(`${RETURN}/to`, 'retruned'),
      remove(`${LEND}/effects/0/params`),
      insert(`${PROPOSE}/roles/-`, 'head'),
      change('/targets/0/owner', 'raeder'),
      change('/states/asked/holder', 'none'),
    );
    expect(faultsOf(document).sort()).toEqual(
      [
        '/states/lent/colour unknown_property',
        `${RETURN}/to unknown_state`,
        `${LEND}/effects/0/params/whom bad_parameter`,
        `${REFUSE}/fourEyesWith same_role_proposes_and_approves`,
        '/targets/0/owner unknown_role',
        '/states/asked/holder no_holder',
      ].sort(),
    );
  });

  it('offers the name that was probably meant', () => {
    const [fault] = validate(spoilt(loan, change(`${RETURN}/to`, 'retruned')), loanVocabulary);
    expect(fault).toMatchObject({ message: 'There is no state "retruned".' });
    expect(fault?.hint).toContain('Did you mean "returned"?');
  });

  it('does not grow without end', () => {
    const acts = Array.from({ length: 900 }, (_, index) =>
      insert('/transitions/-', { name: `act-${index}`, from: ['nowhere'], to: 'asked', roles: ['head'] }),
    );
    const faults = validate(spoilt(loan, ...acts), loanVocabulary);
    expect(faults).toHaveLength(501);
    expect(faults.at(-1)).toMatchObject({ code: 'more_faults' });
  });
});

describe('a hostile document', () => {
  const nested = (levels: number) => {
    let value: unknown = 'deep';
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  };
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const withStates = (count: number) =>
    spoilt(
      loan,
      ...Array.from({ length: count }, (_, index) => [
        insert(`/states/s${index}`, OPEN),
        insert('/transitions/-', {
          name: `go-${index}`,
          from: [index === 0 ? 'asked' : `s${index - 1}`],
          to: `s${index}`,
          roles: ['head'],
        }),
      ]).flat(),
    );

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['a function', () => 1],
    ['a list', []],
    ['a circle', circular],
    ['a hundred thousand levels', nested(100_000)],
    ['an object of a class', new Map()],
    ['ten thousand states', withStates(10_000)],
    ['full of names that every object has', JSON.parse('{"states": {"constructor": 1, "__proto__": null}}')],
    ['a name of a million letters', spoilt(loan, change('/creation/to', 'x'.repeat(1_000_000)))],
    ['no number where one must be', spoilt(loan, change('/version', Number.NaN))],
  ])('that is %s is refused, and the answer is short', (_, document) => {
    const faults = validate(document, loanVocabulary);
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(faults).length).toBeLessThan(200_000);
  });

  it.each(['constructor', 'toString', '__proto__', 'prototype', '-', 'a--b', '', ' ', 'é', 'A', '1'])(
    'cannot name anything "%s"',
    (name) => {
      expect(faultsOf(spoilt(loan, change('/creation/name', name)))).toEqual(['/creation/name bad_name']);
    },
  );

  it('as large as is allowed is still proved', () => {
    const large = faultsOf(withStates(DEFINITION_BOUNDS.states - 100));
    expect(large[0]).toBe('/states/s0 cannot_end');
  });
});

function isPlaceIn(document: unknown, pointer: string): boolean {
  const steps = pointer.split('/').slice(1, -1);
  let value = document;
  for (const step of steps) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null) return false;
    // Parameters and input that are missing altogether have no place of their own.
    if (!Object.hasOwn(value, name)) return name === 'params' || name === 'input';
    value = Reflect.get(value, name);
  }
  return typeof value === 'object';
}
