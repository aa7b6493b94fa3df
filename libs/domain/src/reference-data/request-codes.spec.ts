import { describe, expect, it } from '@jest/globals';
import { countsAsSecurityForcesSupport, defaultSensitivity, unknownCodes } from './request-codes.js';

const reference = {
  states: new Map([['KEN', { code: 'KEN', status: 'member' as const, groups: [] }]]),
  areas: new Map([
    [
      'KID',
      { code: 'KID', family: 'KID', defaultSensitivity: 'strictly-confidential' as const, securityForcesLikely: true },
    ],
  ]),
  assistanceTypes: new Map([
    ['TRAIN', { code: 'TRAIN', countsTowardSecurityForcesSupport: true }],
    ['TREATY', { code: 'TREATY', countsTowardSecurityForcesSupport: false }],
  ]),
};

describe('the codes of a request', () => {
  it('are in order when the reference data knows all of them', () => {
    expect(
      unknownCodes({ requestingState: 'KEN', area: 'KID', assistanceTypes: ['TRAIN', 'TREATY'] }, reference),
    ).toEqual([]);
  });

  it('may be missing while a draft is being written', () => {
    expect(unknownCodes({}, reference)).toEqual([]);
  });

  it('are all named at once, each at its place, when they are not known', () => {
    const faults = unknownCodes({ requestingState: 'ken', area: 'X', assistanceTypes: ['TRAIN', 'Y'] }, reference);
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/requestingState', 'unknown_state'],
      ['/area', 'unknown_area'],
      ['/assistanceTypes/1', 'unknown_assistance_type'],
    ]);
  });

  it('name a kind of assistance once', () => {
    const faults = unknownCodes({ assistanceTypes: ['TRAIN', 'TRAIN'] }, reference);
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/assistanceTypes/1', 'repeated_assistance_type'],
    ]);
  });
});

describe('what the reference data says of a request', () => {
  it('is how carefully its area is handled', () => {
    expect(defaultSensitivity('KID', reference)).toBe('strictly-confidential');
    expect(defaultSensitivity('X', reference)).toBeUndefined();
  });

  it.each([
    [true, ['TRAIN'], true],
    [true, ['TREATY', 'TRAIN'], true],
    [true, ['TREATY'], false],
    [true, [], false],
    [false, ['TRAIN'], false],
  ])('security forces involved: %s, kinds %j: support in the sense of the policy: %s', (involves, types, counts) => {
    const request = { involvesSecurityForces: involves, assistanceTypes: types };
    expect(countsAsSecurityForcesSupport(request, reference)).toBe(counts);
  });
});
