import { type Canonical, type GroupSetting, type LeadOfficeSetting, ReferenceSettings } from '#libs/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { recordAudit } from '../audit/postgres-audit-trail.js';
import { rows } from '../database/sql.js';
import type { Dataset } from './reading/reference-files.js';

/** Settings beside the data sets: the one in force, and all that were ever made. */
export class PostgresReferenceSettings extends ReferenceSettings {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async settleGroup(setting: GroupSetting, settledBy: string | null): Promise<void> {
    const { stateCode, group, belongs, reason } = setting;
    await this.dataSource.transaction(async (manager) => {
      // The row of the State is the lock: two administrators settle one after the other.
      await manager.query('SELECT 1 FROM member_states WHERE code = $1 FOR UPDATE', [stateCode]);
      const [before] = await rows<{ belongs: boolean }>(
        manager,
        'SELECT belongs FROM member_state_group_decisions WHERE state_code = $1 AND group_code = $2',
        [stateCode, group],
      );
      if (belongs === null) {
        await manager.query('DELETE FROM member_state_group_decisions WHERE state_code = $1 AND group_code = $2', [
          stateCode,
          group,
        ]);
      } else {
        await manager.query(
          `INSERT INTO member_state_group_decisions (state_code, group_code, belongs, reason, decided_by, decided_at)
           VALUES ($1, $2, $3, $4, $5, now())
           ON CONFLICT (state_code, group_code) DO UPDATE SET belongs = EXCLUDED.belongs, reason = EXCLUDED.reason,
             decided_by = EXCLUDED.decided_by, decided_at = EXCLUDED.decided_at`,
          [stateCode, group, belongs, reason, settledBy],
        );
      }
      await keep(
        manager,
        'group',
        stateCode,
        { group, belongs: before?.belongs ?? null },
        { group, belongs },
        reason,
        settledBy,
      );
      await raise(manager, 'member-states');
    });
  }

  override async settleLeadOffice(setting: LeadOfficeSetting, settledBy: string | null): Promise<void> {
    const { stateCode, officeCode, reason } = setting;
    await this.dataSource.transaction(async (manager) => {
      const [before] = await rows<{ office: string; by: string }>(
        manager,
        'SELECT office_code AS office, decided_by AS by FROM office_coverage WHERE state_code = $1 FOR UPDATE',
        [stateCode],
      );
      if (officeCode === null) {
        await manager.query(
          `UPDATE office_coverage coverage
              SET office_code = dataset_office_code, confidence = office.coverage_confidence, decided_by = 'dataset',
                  reason = NULL, decided_by_person = NULL, decided_at = NULL
             FROM offices office WHERE office.code = coverage.dataset_office_code AND state_code = $1`,
          [stateCode],
        );
      } else {
        await manager.query(
          `INSERT INTO office_coverage (state_code, office_code, confidence, dataset_office_code, decided_by, reason, decided_by_person, decided_at)
           VALUES ($1, $2, 'sure', $2, 'administrator', $3, $4, now())
           ON CONFLICT (state_code) DO UPDATE SET office_code = EXCLUDED.office_code, confidence = 'sure',
             decided_by = 'administrator', reason = EXCLUDED.reason, decided_by_person = EXCLUDED.decided_by_person,
             decided_at = EXCLUDED.decided_at`,
          [stateCode, officeCode, reason, settledBy],
        );
      }
      await keep(manager, 'lead-office', stateCode, before ?? {}, { office: officeCode }, reason, settledBy);
      await raise(manager, 'offices');
    });
  }
}

async function keep(
  manager: EntityManager,
  setting: 'group' | 'lead-office',
  stateCode: string,
  before: Canonical,
  after: Canonical,
  reason: string,
  settledBy: string | null,
): Promise<void> {
  await manager.query(
    `INSERT INTO reference_settings (id, setting, state_code, before, after, reason, settled_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [uuidv7(), setting, stateCode, JSON.stringify(before), JSON.stringify(after), reason, settledBy],
  );
  await recordAudit(manager, {
    kind: setting === 'group' ? 'state-group-settled' : 'lead-office-settled',
    actorId: settledBy,
    subject: { type: 'member-state', key: stateCode },
    detail: { stateCode, before, after },
  });
}

/** Copies in memory and at callers go by the revision. */
async function raise(manager: EntityManager, dataset: Dataset): Promise<void> {
  await manager.query('UPDATE reference_datasets SET revision = revision + 1 WHERE dataset = $1', [dataset]);
}
