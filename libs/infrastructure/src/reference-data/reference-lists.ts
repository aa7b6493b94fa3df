import { DomainError, type StateGroup } from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';
import type { Dataset } from './reading/reference-files.js';
import type {
  AreaView,
  AssistanceTypeView,
  InstrumentView,
  MemberStateView,
  OfficeView,
  PurposeCodeView,
  RegionView,
  SdgTargetView,
} from './reference-views.js';

/** A filter names something that does not exist: an empty list would hide the mistake. */
export class UnknownReferenceFilter extends DomainError {
  readonly code = 'reference_data.filter_unknown';
  readonly kind = 'invalid';
  override readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];

  constructor(filter: string, what: string) {
    super('A filter names something that does not exist');
    this.errors = [{ pointer: `/${filter}`, code: 'unknown_reference', message: `There is no ${what} with this code` }];
  }
}

/** The lists of reference data as they are shown: names in every language, only what has not been retired. */
export class ReferenceLists {
  constructor(private readonly dataSource: DataSource) {}

  /** Tells the state of data sets, for validators such as ETags: changes whenever a list made of them may change. */
  async stateOf(datasets: readonly Dataset[]): Promise<string> {
    const present = await rows<{ checksum: string; revision: number }>(
      this.dataSource,
      'SELECT checksum, revision FROM reference_datasets WHERE dataset = ANY ($1::text[]) ORDER BY dataset',
      [datasets],
    );
    return present.map(({ checksum, revision }) => `${checksum.slice(0, 12)}.${revision}`).join('-') || 'none';
  }

  async memberStates(filter: {
    readonly region?: string;
    readonly group?: StateGroup;
    readonly leadOffice?: string;
  }): Promise<readonly MemberStateView[]> {
    await this.refuseUnknown('region', 'region', 'm49_regions', filter.region);
    await this.refuseUnknown('leadOffice', 'office', 'offices', filter.leadOffice);
    return rows<MemberStateView>(
      this.dataSource,
      `SELECT state.code, state.iso2, state.m49, state.status, state.names,
              region.code AS "regionCode", region.names AS "regionNames",
              sub_region.code AS "subRegionCode", sub_region.names AS "subRegionNames",
              intermediate.code AS "intermediateRegionCode", intermediate.names AS "intermediateRegionNames",
              ARRAY(SELECT group_code FROM member_state_groups WHERE state_code = state.code ORDER BY group_code) AS groups,
              to_char(state.ldc_graduation_on, 'YYYY-MM-DD') AS "ldcGraduationOn",
              state.ldc_graduation_status AS "ldcGraduationStatus",
              coverage.office_code AS "leadOffice", coverage.confidence AS "coverageConfidence",
              coverage.decided_by AS "coverageDecidedBy"
         FROM member_states state
         JOIN m49_regions region ON region.code = state.region_code
         JOIN m49_regions sub_region ON sub_region.code = state.sub_region_code
         LEFT JOIN m49_regions intermediate ON intermediate.code = state.intermediate_region_code
         LEFT JOIN office_coverage coverage ON coverage.state_code = state.code
        WHERE state.retired_at IS NULL
          AND ($1::text IS NULL OR $1 IN ('001', state.region_code, state.sub_region_code, state.intermediate_region_code))
          AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM member_state_groups WHERE state_code = state.code AND group_code = $2))
          AND ($3::text IS NULL OR coverage.office_code = $3)
        ORDER BY state.code`,
      [filter.region ?? null, filter.group ?? null, filter.leadOffice ?? null],
    );
  }

  regions(): Promise<readonly RegionView[]> {
    return rows<RegionView>(
      this.dataSource,
      `SELECT code, level, parent_code AS "parentCode", names FROM m49_regions WHERE retired_at IS NULL ORDER BY code`,
    );
  }

  async offices(filter: { readonly leadOffice?: string; readonly canLead?: boolean }): Promise<readonly OfficeView[]> {
    await this.refuseUnknown('leadOffice', 'office', 'offices', filter.leadOffice);
    return rows<OfficeView>(
      this.dataSource,
      `SELECT office.code, office.name, office.kind, office.city, office.host_state AS "hostState",
              host.names AS "hostStateNames", office.time_zone AS "timeZone", office.un_locode AS "unLocode",
              office.working_week AS "workingWeek", office.parent_code AS "parentCode", office.can_lead AS "canLead",
              ARRAY(SELECT state_code FROM office_coverage WHERE office_code = office.code ORDER BY state_code) AS covers,
              office.office_confidence AS "officeConfidence", office.coverage_confidence AS "coverageConfidence",
              office.working_week_confidence AS "workingWeekConfidence", office.source, office.note
         FROM offices office
         JOIN member_states host ON host.code = office.host_state
        WHERE office.retired_at IS NULL
          AND ($1::text IS NULL OR $1 IN (office.code, office.parent_code))
          AND ($2::boolean IS NULL OR office.can_lead = $2)
        ORDER BY office.parent_code NULLS FIRST, office.code`,
      [filter.leadOffice ?? null, filter.canLead ?? null],
    );
  }

  areas(): Promise<readonly AreaView[]> {
    return rows<AreaView>(
      this.dataSource,
      `SELECT area.code, area.family, area.names, area.resolution_paragraphs AS "resolutionParagraphs",
              area.default_sensitivity AS "defaultSensitivity", area.security_forces_likely AS "securityForcesLikely",
              ARRAY(SELECT purpose_code FROM thematic_area_purpose_codes WHERE area_code = area.code ORDER BY position) AS "purposeCodes",
              ARRAY(SELECT target_code FROM thematic_area_sdg_targets WHERE area_code = area.code ORDER BY position) AS "sdgTargets",
              ARRAY(SELECT instrument_code FROM thematic_area_instruments
                     WHERE area_code = area.code AND is_principal ORDER BY position) AS "principalInstruments",
              ARRAY(SELECT instrument_code FROM thematic_area_instruments
                     WHERE area_code = area.code AND NOT is_principal ORDER BY position) AS "relatedInstruments"
         FROM thematic_areas area WHERE area.retired_at IS NULL ORDER BY area.position`,
    );
  }

  assistanceTypes(): Promise<readonly AssistanceTypeView[]> {
    return rows<AssistanceTypeView>(
      this.dataSource,
      `SELECT code, names, counts_toward_security_forces_support AS "countsTowardSecurityForcesSupport"
         FROM assistance_types WHERE retired_at IS NULL ORDER BY position`,
    );
  }

  async instruments(filter: { readonly area?: string }): Promise<readonly InstrumentView[]> {
    await this.refuseUnknown('area', 'thematic area', 'thematic_areas', filter.area);
    return rows<InstrumentView>(
      this.dataSource,
      `SELECT code, group_code AS "group", short_title AS "shortTitle", title,
              to_char(adopted_on, 'YYYY-MM-DD') AS "adoptedOn", adopted_at_place AS "adoptedAtPlace",
              to_char(in_force_since, 'YYYY-MM-DD') AS "inForceSince", unts, depositary, mtdsg_number AS "mtdsgNumber",
              adopted_by AS "adoptedBy", confidence, party_counts AS "partyCounts", note,
              ARRAY(SELECT area_code FROM thematic_area_instruments WHERE instrument_code = instrument.code ORDER BY area_code) AS areas
         FROM instruments instrument
        WHERE retired_at IS NULL
          AND ($1::text IS NULL OR EXISTS
               (SELECT 1 FROM thematic_area_instruments WHERE instrument_code = instrument.code AND area_code = $1))
        ORDER BY position`,
      [filter.area ?? null],
    );
  }

  async purposeCodes(filter: { readonly area?: string }): Promise<readonly PurposeCodeView[]> {
    await this.refuseUnknown('area', 'thematic area', 'thematic_areas', filter.area);
    return rows<PurposeCodeView>(
      this.dataSource,
      `SELECT code, category, names, description FROM purpose_codes
        WHERE retired_at IS NULL
          AND ($1::text IS NULL OR code IN (SELECT purpose_code FROM thematic_area_purpose_codes WHERE area_code = $1))
        ORDER BY code`,
      [filter.area ?? null],
    );
  }

  async sdgTargets(filter: { readonly area?: string }): Promise<readonly SdgTargetView[]> {
    await this.refuseUnknown('area', 'thematic area', 'thematic_areas', filter.area);
    return rows<SdgTargetView>(
      this.dataSource,
      `SELECT code, goal, names FROM sdg_targets
        WHERE retired_at IS NULL
          AND ($1::text IS NULL OR code IN (SELECT target_code FROM thematic_area_sdg_targets WHERE area_code = $1))
        ORDER BY goal, length(code), code`,
      [filter.area ?? null],
    );
  }

  private async refuseUnknown(filter: string, what: string, table: string, code: string | undefined): Promise<void> {
    if (code === undefined) return;
    const found = await rows(this.dataSource, `SELECT 1 FROM ${table} WHERE code = $1 AND retired_at IS NULL`, [code]);
    if (found.length === 0) throw new UnknownReferenceFilter(filter, what);
  }
}
