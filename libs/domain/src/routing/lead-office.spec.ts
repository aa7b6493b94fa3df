import { describe, expect, it } from '@jest/globals';
import type { Coverage, Office } from '../reference-data/reference-data.js';
import { chooseLeadOffice, type CoverageTable } from './lead-office.js';
import { ManualChoiceNeedsReason, OfficeCannotLead, StateNotCovered, UnknownOffice } from './routing.errors.js';

const anOffice = (code: string, more: Partial<Office> = {}): Office => ({
  code,
  name: `Office ${code}`,
  kind: 'regional',
  hostState: 'KEN',
  timeZone: 'Africa/Nairobi',
  parent: 'HQ',
  canLead: true,
  ...more,
});
const covered = (stateCode: string, officeCode: string, more: Partial<Coverage> = {}): [string, Coverage] => [
  stateCode,
  { stateCode, officeCode, confidence: 'sure', decidedBy: 'dataset', ...more },
];
const table: CoverageTable = {
  version: 'edition-7',
  offices: new Map(
    [
      anOffice('ROEA'),
      anOffice('ROSAF'),
      anOffice('HQ', { kind: 'headquarters', parent: null }),
      anOffice('NYLO', { kind: 'liaison', canLead: false }),
    ].map((office) => [office.code, office]),
  ),
  coverage: new Map([
    covered('KEN', 'ROEA'),
    covered('AUT', 'HQ', { confidence: 'inferred' }),
    covered('MUS', 'ROSAF', { decidedBy: 'administrator' }),
    covered('USA', 'NYLO'),
    covered('FJI', 'GONE'),
  ]),
};

describe('choosing the lead office', () => {
  it('takes the office the coverage table names, and keeps how sure the table is', () => {
    expect(chooseLeadOffice({ requestingState: 'KEN' }, table)).toEqual({
      officeCode: 'ROEA',
      reason: {
        rule: 'coverage-table',
        stateCode: 'KEN',
        officeCode: 'ROEA',
        coveredBy: 'ROEA',
        coverageConfidence: 'sure',
        given: null,
        textKey: 'routing.coverage-table',
        referenceVersion: 'edition-7',
      },
    });
  });

  it('says so where the table is only inferred', () => {
    expect(chooseLeadOffice({ requestingState: 'AUT' }, table).reason.textKey).toBe('routing.coverage-table.unsure');
  });

  it('tells an administrator’s decision from the data set', () => {
    expect(chooseLeadOffice({ requestingState: 'MUS' }, table).reason.rule).toBe('coverage-decision');
  });

  it('takes the office a person chose, with the reason in their words and what the table would have said', () => {
    const manual = { officeCode: 'ROSAF', reason: ' The request names our Pretoria project. ' };
    expect(chooseLeadOffice({ requestingState: 'KEN', manual }, table).reason).toMatchObject({
      rule: 'manual-choice',
      officeCode: 'ROSAF',
      coveredBy: 'ROEA',
      given: 'The request names our Pretoria project.',
      textKey: 'routing.manual-choice',
    });
  });

  it('lets a person choose for a State the table does not know', () => {
    const manual = { officeCode: 'HQ', reason: 'No office covers this State yet' };
    expect(chooseLeadOffice({ requestingState: 'XXX', manual }, table).reason.coveredBy).toBeNull();
  });

  it.each(['', '   ', 'ok'])('refuses a choice by hand whose reason is %j', (reason) => {
    expect(() => chooseLeadOffice({ requestingState: 'KEN', manual: { officeCode: 'ROSAF', reason } }, table)).toThrow(
      ManualChoiceNeedsReason,
    );
  });

  it('refuses an office that does not exist, from either source', () => {
    const manual = { officeCode: 'GONE', reason: 'A good reason' };
    expect(() => chooseLeadOffice({ requestingState: 'KEN', manual }, table)).toThrow(UnknownOffice);
    expect(() => chooseLeadOffice({ requestingState: 'FJI' }, table)).toThrow(UnknownOffice);
  });

  it('refuses an office that cannot lead, and names the one above it', () => {
    const manual = { officeCode: 'NYLO', reason: 'The mission is next door' };
    expect(() => chooseLeadOffice({ requestingState: 'KEN', manual }, table)).toThrow(OfficeCannotLead);
    expect(() => chooseLeadOffice({ requestingState: 'USA' }, table)).toThrow(/the office above it is HQ/);
  });

  it('refuses a State that no office covers', () => {
    expect(() => chooseLeadOffice({ requestingState: 'XXX' }, table)).toThrow(StateNotCovered);
  });

  it('gives a reason that survives being stored as JSON', () => {
    const { reason } = chooseLeadOffice({ requestingState: 'KEN' }, table);
    expect(JSON.parse(JSON.stringify(reason))).toEqual(reason);
  });
});
