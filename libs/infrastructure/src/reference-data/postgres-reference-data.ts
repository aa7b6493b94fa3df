import {
  type AssistanceType,
  type Coverage,
  type MemberState,
  type Office,
  ReferenceData,
  type ReferenceSnapshot,
  type ThematicArea,
} from '#libs/domain';
import type { DataSource } from 'typeorm';
import { rows } from '../database/sql.js';

/** How old the knowledge may be that nothing has changed. Reference data changes a few times a year. */
const LOOK_AGAIN_AFTER_MS = 2_000;

/** The version before the first load, which is waited for and never kept. */
const NOTHING_LOADED = 'none';

/** The version of everything a snapshot is made of. */
const VERSION = `
  (SELECT coalesce(left(encode(sha256(convert_to(string_agg(dataset || ' ' || revision || ' ' || checksum, ';' ORDER BY dataset), 'UTF8')), 'hex'), 16), '${NOTHING_LOADED}')
     FROM reference_datasets)`;

/**
 * Keeps the snapshot of the present version in memory. Whether it still is the present one is asked of the database
 * with one small query, at most every two seconds and by one caller at a time.
 */
export class PostgresReferenceData extends ReferenceData {
  private snapshot: ReferenceSnapshot | undefined;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<ReferenceSnapshot> | undefined;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async current(): Promise<ReferenceSnapshot> {
    const isFresh = performance.now() - this.lookedAtMs < LOOK_AGAIN_AFTER_MS;
    if (this.snapshot && isFresh && this.snapshot.version !== NOTHING_LOADED) return this.snapshot;
    this.looking ??= this.look().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async look(): Promise<ReferenceSnapshot> {
    const askedAtMs = performance.now();
    const [present] = await rows<{ version: string }>(this.dataSource, `SELECT ${VERSION} AS version`);
    if (!this.snapshot || this.snapshot.version !== present?.version) this.snapshot = await this.read();
    this.lookedAtMs = askedAtMs;
    return this.snapshot;
  }

  /** One statement, so that all parts are of one moment. */
  private async read(): Promise<ReferenceSnapshot> {
    const [row] = await rows<SnapshotRow>(
      this.dataSource,
      `SELECT ${VERSION} AS version,
         (SELECT coalesce(json_agg(json_build_object('code', state.code, 'status', state.status, 'groups',
                   (SELECT coalesce(json_agg(group_code), '[]') FROM member_state_groups WHERE state_code = state.code))), '[]')
            FROM member_states state WHERE retired_at IS NULL) AS states,
         (SELECT coalesce(json_agg(json_build_object('code', code, 'family', family, 'defaultSensitivity', default_sensitivity,
                   'securityForcesLikely', security_forces_likely) ORDER BY position), '[]')
            FROM thematic_areas WHERE retired_at IS NULL) AS areas,
         (SELECT coalesce(json_agg(json_build_object('code', code,
                   'countsTowardSecurityForcesSupport', counts_toward_security_forces_support) ORDER BY position), '[]')
            FROM assistance_types WHERE retired_at IS NULL) AS "assistanceTypes",
         (SELECT coalesce(json_agg(json_build_object('code', code, 'name', name, 'kind', kind, 'hostState', host_state,
                   'timeZone', time_zone, 'parent', parent_code, 'canLead', can_lead) ORDER BY code), '[]')
            FROM offices WHERE retired_at IS NULL) AS offices,
         (SELECT coalesce(json_agg(json_build_object('stateCode', state_code, 'officeCode', office_code,
                   'confidence', confidence, 'decidedBy', decided_by)), '[]')
            FROM office_coverage) AS coverage`,
    );
    if (!row) throw new Error('The reference data could not be read');
    return {
      version: row.version,
      states: byCode(row.states),
      areas: byCode(row.areas),
      assistanceTypes: byCode(row.assistanceTypes),
      offices: byCode(row.offices),
      coverage: new Map(row.coverage.map((coverage) => [coverage.stateCode, coverage])),
    };
  }
}

interface SnapshotRow {
  readonly version: string;
  readonly states: readonly MemberState[];
  readonly areas: readonly ThematicArea[];
  readonly assistanceTypes: readonly AssistanceType[];
  readonly offices: readonly Office[];
  readonly coverage: readonly Coverage[];
}

function byCode<Entry extends { readonly code: string }>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.map((entry) => [entry.code, entry]));
}
