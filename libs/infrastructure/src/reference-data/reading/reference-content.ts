import { type CalendarRow, readCalendars } from './calendars.js';
import { InvalidReferenceData } from '../invalid-reference-data.js';
import { type InstrumentRow, readInstruments } from './instruments.js';
import { readMemberStates, readRegions, type RegionRow, type StateRow } from './member-states.js';
import { type CoverageRow, type OfficeRow, readOffices } from './offices.js';
import type { ReferenceFiles } from './reference-files.js';
import {
  type AreaRow,
  type AssistanceTypeRow,
  type PurposeCodeRow,
  readAssistanceTypes,
  readPurposeCodes,
  readSdgTargets,
  readThematicAreas,
  type SdgTargetRow,
} from './thematic-areas.js';

export interface AreaInstrumentRow {
  readonly area_code: string;
  readonly instrument_code: string;
  readonly position: number;
  readonly is_principal: boolean;
}

/** Everything the files say, checked against each other and ready to be written. */
export interface ReferenceContent {
  readonly regions: readonly RegionRow[];
  readonly states: readonly StateRow[];
  readonly purposeCodes: readonly PurposeCodeRow[];
  readonly sdgTargets: readonly SdgTargetRow[];
  readonly assistanceTypes: readonly AssistanceTypeRow[];
  readonly instruments: readonly InstrumentRow[];
  readonly areas: readonly AreaRow[];
  readonly areaPurposeCodes: readonly {
    readonly area_code: string;
    readonly purpose_code: string;
    readonly position: number;
  }[];
  readonly areaSdgTargets: readonly {
    readonly area_code: string;
    readonly target_code: string;
    readonly position: number;
  }[];
  readonly areaInstruments: readonly AreaInstrumentRow[];
  readonly offices: readonly OfficeRow[];
  readonly coverage: readonly CoverageRow[];
  readonly calendars: readonly CalendarRow[];
}

/** @throws InvalidReferenceData naming every fault of every file. */
export function readReferenceContent(files: ReferenceFiles): ReferenceContent {
  const { documents, faults } = files;
  const regions = readRegions(documents['m49-regions']);
  const states = readMemberStates(documents['member-states'], codesOf(regions));
  const purposeCodes = readPurposeCodes(documents['purpose-codes']);
  const sdgTargets = readSdgTargets(documents['sdg-targets']);
  const assistanceTypes = readAssistanceTypes(documents['assistance-types']);
  const { instruments, related } = readInstruments(documents['instruments']);
  const { areas, links } = readThematicAreas(documents['thematic-areas'], {
    purposeCodes: codesOf(purposeCodes),
    sdgTargets: codesOf(sdgTargets),
    instruments: codesOf(instruments),
  });
  const { offices, coverage } = readOffices(documents['offices'], codesOf(states));

  const calendars = readCalendars(documents['state-calendars'], codesOf(states), offices, coverage);

  const areaCodes = codesOf(areas);
  const areaInstruments = new Map<string, AreaInstrumentRow>();
  const relate = (area: string, instrument: string, principal: boolean): void => {
    const key = `${area} ${instrument}`;
    if (areaInstruments.has(key)) return;
    areaInstruments.set(key, {
      area_code: area,
      instrument_code: instrument,
      position: areaInstruments.size,
      is_principal: principal,
    });
  };
  for (const link of links) for (const instrument of link.instruments) relate(link.area, instrument, true);
  for (const { instrument, areas: named } of related) {
    for (const place of named) relate(place.reference(areaCodes, 'area'), instrument, false);
  }

  if (faults.length > 0) throw new InvalidReferenceData(faults);
  return {
    regions,
    states,
    purposeCodes,
    sdgTargets,
    assistanceTypes,
    instruments,
    areas,
    areaPurposeCodes: links.flatMap(({ area, purposeCodes: codes }) =>
      codes.map((code, position) => ({ area_code: area, purpose_code: code, position })),
    ),
    areaSdgTargets: links.flatMap(({ area, sdgTargets: codes }) =>
      codes.map((code, position) => ({ area_code: area, target_code: code, position })),
    ),
    areaInstruments: [...areaInstruments.values()],
    offices,
    coverage,
    calendars,
  };
}

function codesOf(rows: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.code));
}
