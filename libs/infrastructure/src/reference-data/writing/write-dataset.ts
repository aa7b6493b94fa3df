import type { Sql } from '../../database/sql.js';
import type { ReferenceContent } from '../reading/reference-content.js';
import type { Dataset } from '../reading/reference-files.js';
import { writeCalendars } from './write-calendars.js';
import { replaceLinks, writeEntries, type Written } from './write-rows.js';

/** How each data set is written. What administrators decided lies in other tables or columns and is not touched. */
export const WRITE_DATASET: Readonly<Record<Dataset, (sql: Sql, content: ReferenceContent) => Promise<Written>>> = {
  'm49-regions': (sql, { regions }) =>
    writeEntries(sql, 'm49_regions', { level: 'text', parent_code: 'text', names: 'jsonb' }, regions),

  'member-states': (sql, { states }) =>
    writeEntries(
      sql,
      'member_states',
      {
        iso2: 'text',
        m49: 'text',
        status: 'text',
        names: 'jsonb',
        region_code: 'text',
        sub_region_code: 'text',
        intermediate_region_code: 'text',
        groups: 'text[]',
        ldc_graduation_on: 'date',
        ldc_graduation_status: 'text',
      },
      states,
    ),

  'purpose-codes': (sql, { purposeCodes }) =>
    writeEntries(sql, 'purpose_codes', { category: 'text', names: 'jsonb', description: 'text' }, purposeCodes),

  'sdg-targets': (sql, { sdgTargets }) =>
    writeEntries(sql, 'sdg_targets', { goal: 'integer', names: 'jsonb' }, sdgTargets),

  'assistance-types': (sql, { assistanceTypes }) =>
    writeEntries(
      sql,
      'assistance_types',
      { position: 'integer', names: 'jsonb', counts_toward_security_forces_support: 'boolean' },
      assistanceTypes,
    ),

  instruments: (sql, { instruments }) =>
    writeEntries(
      sql,
      'instruments',
      {
        position: 'integer',
        group_code: 'text',
        short_title: 'text',
        title: 'text',
        adopted_on: 'date',
        adopted_at_place: 'text',
        in_force_since: 'date',
        unts: 'jsonb',
        depositary: 'text',
        mtdsg_number: 'text',
        adopted_by: 'text',
        confidence: 'text',
        party_counts: 'jsonb',
        note: 'text',
      },
      instruments,
    ),

  'thematic-areas': async (sql, content) => {
    const written = await writeEntries(
      sql,
      'thematic_areas',
      {
        position: 'integer',
        family: 'text',
        names: 'jsonb',
        resolution_paragraphs: 'integer[]',
        default_sensitivity: 'text',
        security_forces_likely: 'boolean',
      },
      content.areas,
    );
    const link = { area_code: 'text', position: 'integer' } as const;
    await replaceLinks(sql, 'thematic_area_purpose_codes', { ...link, purpose_code: 'text' }, content.areaPurposeCodes);
    await replaceLinks(sql, 'thematic_area_sdg_targets', { ...link, target_code: 'text' }, content.areaSdgTargets);
    await replaceLinks(
      sql,
      'thematic_area_instruments',
      { ...link, instrument_code: 'text', is_principal: 'boolean' },
      content.areaInstruments,
    );
    return written;
  },

  offices: async (sql, { offices, coverage }) => {
    const written = await writeEntries(
      sql,
      'offices',
      {
        name: 'text',
        kind: 'text',
        city: 'text',
        host_state: 'text',
        time_zone: 'text',
        un_locode: 'text',
        working_week: 'text[]',
        parent_code: 'text',
        can_lead: 'boolean',
        office_confidence: 'text',
        coverage_confidence: 'text',
        working_week_confidence: 'text',
        source: 'text',
        note: 'text',
      },
      offices,
    );
    await sql.query(
      `INSERT INTO office_coverage (state_code, office_code, confidence, dataset_office_code)
       SELECT state_code, dataset_office_code, confidence, dataset_office_code
         FROM jsonb_to_recordset($1::jsonb) AS row (state_code text, dataset_office_code text, confidence text)
       ON CONFLICT (state_code) DO UPDATE SET
         dataset_office_code = EXCLUDED.dataset_office_code,
         office_code = CASE office_coverage.decided_by WHEN 'dataset' THEN EXCLUDED.office_code ELSE office_coverage.office_code END,
         confidence = CASE office_coverage.decided_by WHEN 'dataset' THEN EXCLUDED.confidence ELSE office_coverage.confidence END`,
      [JSON.stringify(coverage)],
    );
    return written;
  },

  'state-calendars': (sql, { calendars }) => writeCalendars(sql, calendars),
};
