import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chooseLeadOffice, ReferenceData, unknownCodes } from '#libs/domain';
import { DatabaseModule, loadReferenceData, ReferenceDataModule } from '#libs/infrastructure';
import { Test, type TestingModule } from '@nestjs/testing';
import { aDatabase } from '../../support/database.js';

const database = aDatabase();
let house: TestingModule;
let referenceData: ReferenceData;

beforeAll(async () => {
  house = await Test.createTestingModule({
    imports: [DatabaseModule.with(database.dataSource), ReferenceDataModule],
  }).compile();
  referenceData = house.get(ReferenceData);
});
afterAll(() => house.close());

describe('the reference data that rules ask', () => {
  it('are empty before they are loaded, and there as soon as they are, without a restart', async () => {
    expect((await referenceData.current()).states.size).toBe(0);
    await loadReferenceData(database.dataSource);
    expect((await referenceData.current()).states.size).toBe(195);
  });

  it('know States, areas and kinds of assistance', async () => {
    const reference = await referenceData.current();
    expect(unknownCodes({ requestingState: 'CIV', area: 'PIR', assistanceTypes: ['MENTOR'] }, reference)).toEqual([]);
    expect(reference.areas.get('KID')?.defaultSensitivity).toBe('strictly-confidential');
    expect(reference.states.get('NPL')?.groups).toEqual(['ldc', 'lldc']);
  });

  it('are the same object until something changes', async () => {
    expect(await referenceData.current()).toBe(await referenceData.current());
  });

  it('choose a lead office for every State', async () => {
    const reference = await referenceData.current();
    const chosen = [...reference.states.keys()].map(
      (requestingState) => chooseLeadOffice({ requestingState }, reference).officeCode,
    );
    expect(chosen.every((office) => reference.offices.get(office)?.canLead)).toBe(true);
    expect(chooseLeadOffice({ requestingState: 'EGY' }, reference)).toMatchObject({
      officeCode: 'ROMENA',
      reason: { rule: 'coverage-table', coverageConfidence: 'likely' },
    });
  });
});
